using System.Diagnostics;

namespace Saccade.Tensors.Tests;

/// <summary>
/// The vector width is chosen once in a process, so the narrower ones are tested in child processes: the tests of operations and
/// kernels, which hold each against its float64 reference, run again there. This class is outside of the namespaces they run.
/// </summary>
public class SimdWidthTests
{
    private const string Selection =
        "FullyQualifiedName~Tensors.Tests.Operations|FullyQualifiedName~Tensors.Tests.Kernels|FullyQualifiedName~Tensors.Tests.Gemm";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Operations_agree_with_their_references_at_every_narrower_width()
    {
        // Side by side, since most of a child's time is compiling.
        var results = await Task.WhenAll(TestWithWidth(256), TestWithWidth(128));
        foreach (var (passed, report) in results)
            Assert.True(passed, report);
    }

    private static async Task<(bool Passed, string Report)> TestWithWidth(int bits)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "test", typeof(SimdWidthTests).Assembly.Location, "--nologo", "--filter", Selection })
            start.ArgumentList.Add(argument);
        start.Environment["SACCADE_SIMD"] = bits.ToString();
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        var errors = child.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await child.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            return (false, $"The tests at {bits} bits did not end within {Limit}.");
        }
        var text = await output + await errors;
        // No test found would also end with success.
        return (child.ExitCode == 0 && text.Contains("Passed!"), $"The tests at {bits} bits ended with {child.ExitCode}:\n{text}");
    }
}
