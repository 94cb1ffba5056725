using System.CommandLine;
using Saccade.Cli.Doctor;
using Saccade.Tensors;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>doctor</c>: says what this machine is, whether everything works on it and how fast.</summary>
internal sealed class DoctorCommand() : SaccadeCommand(
    "doctor", "machine, SIMD level, threads, ffmpeg, engine self-test, measured speed", "saccade doctor")
{
    private const double Giga = 1e9;

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var machine = MachineInfo.Current;
        var tests = SelfTest.Run(machine.Cores);
        var speeds = new[] { 1, machine.Cores }.Distinct().Select(EngineSpeed.Measure).ToArray();
        var ffmpeg = FfmpegInstallation.Find();
        var folder = Directory.GetCurrentDirectory();
        var diskFree = DiskSpace.Free(folder);
        var passed = tests.All(t => t.Passed);
        return new Outcome(
            new
            {
                Version = MachineInfo.CodeVersion,
                Machine = machine,
                SimdBits = MachineSpeed.VectorBits,
                Ffmpeg = ffmpeg.Version,
                SelfTest = tests,
                Speed = speeds,
                DiskFreeGb = Math.Round(diskFree / Giga, 1),
                Passed = passed,
            },
            screen => Show(screen, machine, tests, speeds, ffmpeg, diskFree, folder),
            passed ? ExitCode.Done : ExitCode.Failed);
    }

    private static void Show(
        IAnsiConsole screen, MachineInfo machine, IReadOnlyList<SelfTestResult> tests, EngineSpeed[] speeds, FfmpegInstallation ffmpeg, long diskFree, string folder)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row("Saccade", MachineInfo.CodeVersion);
        Row("Machine", $"{machine.System}, {machine.Architecture}, {machine.Runtime}");
        Row("Threads", $"{machine.Cores}");
        Row("SIMD", $"{MachineSpeed.VectorBits} bits");
        Row("Memory", $"{machine.MemoryGb:0.0} GB");
        Row("Disk", $"{diskFree / Giga:0.0} GB free in {folder}");
        Row("ffmpeg", ffmpeg.Version ?? "not found: PNG still works; video and other pictures need it on the PATH");
        foreach (var test in tests)
            Row("Self-test", $"{(test.Passed ? "passed" : "FAILED")}: {test.Name} (difference {test.Error:0.0e+0})");
        foreach (var speed in speeds)
        {
            Row("Speed", $"{(speed.Threads == 1 ? "1 thread" : $"{speed.Threads} threads")}: matrix product {speed.MatrixProductGflops:0} of {speed.PeakGflops:0} GFLOPS"
                + $" measured peak ({speed.PercentOfPeak:0} %)");
        }
        screen.Write(grid);

        void Row(string name, string value) => grid.AddRow(new Text(name), new Text(value));
    }
}
