using Saccade.Cli.Doctor;
using Saccade.Tensors;

namespace Saccade.Cli.Tests;

public class DoctorTests
{
    [Fact]
    public void Doctor_reports_the_machine_the_self_test_and_the_speed()
    {
        var run = RecordedRun.Of("doctor", "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        var json = run.Json();
        Assert.True(json.GetProperty("passed").GetBoolean());
        Assert.True(json.GetProperty("machine").GetProperty("cores").GetInt32() > 0);
        Assert.Contains(json.GetProperty("simd_bits").GetInt32(), new[] { 128, 256, 512 });
        Assert.All(json.GetProperty("speed").EnumerateArray(), speed => Assert.True(speed.GetProperty("peak_gflops").GetDouble() > 0));
        Assert.Empty(run.Error);
    }

    [Fact]
    public void The_self_test_passes_on_this_machine() =>
        Assert.All(SelfTest.Run(threads: 2), test => Assert.True(test.Passed, $"{test.Name}: {test.Error}"));

    [Fact]
    public void The_peak_is_measured_for_several_threads() =>
        Assert.True(MachineSpeed.PeakGflops(2, TimeSpan.FromMilliseconds(1)) > 0);
}
