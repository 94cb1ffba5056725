namespace Saccade.Cli.Tests;

public class BenchTests
{
    [Fact]
    public void Bench_reports_every_measure_of_a_model()
    {
        var run = RecordedRun.Of("bench", "--model", "encoder_no_dropout", "--threads", "1", "--seconds", "0", "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        var model = Assert.Single(run.Json().GetProperty("models").EnumerateArray());
        Assert.Equal("encoder_no_dropout", model.GetProperty("model").GetString());
        foreach (var measure in new[] { "parameters", "batch", "threads", "step_ms", "forward_ms", "gflops", "percent_of_peak", "peak_mb", "managed_bytes_per_step" })
            Assert.True(model.GetProperty(measure).GetDouble() > 0, measure);
    }

    [Fact]
    public void An_unknown_model_names_the_nearest()
    {
        var run = RecordedRun.Of("bench", "--model", "encoderr");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("'encoder'", run.Error);
    }
}
