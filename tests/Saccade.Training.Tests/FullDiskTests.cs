using System.Diagnostics;
using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

/// <summary>A disk of a few megabytes in memory: needs root, and a system that lets it mount.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private bool mounted;

    public void Dispose()
    {
        if (mounted)
            Run("umount", folder["disk"]);
        folder.Dispose();
    }

    [SmallDiskFact]
    public void A_disk_without_room_is_refused_before_anything_is_made()
    {
        var run = Path.Combine(Mount(megabytes: 4), "runs", "a");
        var refused = Assert.Throws<RunException>(() => Train(run, null)).Message;
        Assert.Matches($"^{run}: [0-9.]+ MB are needed, but only [0-9.]+ MB are free; free some space or choose another folder$", refused);
        Assert.Empty(Directory.GetFileSystemEntries(folder["disk"]));
    }

    [SmallDiskFact]
    public void A_disk_that_fills_up_ends_the_run_with_one_line_and_nothing_half_written()
    {
        var disk = Mount(megabytes: 32);
        var run = Path.Combine(disk, "a");
        var error = Assert.Throws<RunException>(() => Train(run, new FillsTheDisk(Path.Combine(disk, "filler")))).Message;
        Assert.StartsWith(run, error, StringComparison.Ordinal);
        Assert.Contains("cannot be written (No space left on device", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
        Assert.DoesNotContain(Directory.EnumerateFiles(run, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }), f => f.EndsWith(".tmp", StringComparison.Ordinal));
        // What was written before is whole, and the run goes on once there is room.
        File.Delete(Path.Combine(disk, "filler"));
        Assert.Equal(RunStatus.Finished, Train(run, null, resume: true).Status);
    }

    private static TrainingResult Train(string run, ITrainingObserver? observer, bool resume = false) => Trainer.Train(
        new TrainingRequest { Application = new ToyApplication(), Recipe = ToyApplication.Recipe(), Folder = run, Observer = observer, Resume = resume }, CancellationToken.None);

    private string Mount(int megabytes)
    {
        Directory.CreateDirectory(folder["disk"]);
        Assert.True(Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "saccade-test", folder["disk"]));
        mounted = true;
        return folder["disk"];
    }

    internal static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such command
        }
    }

    /// <summary>Leaves no byte free once the second epoch has begun.</summary>
    private sealed class FillsTheDisk(string path) : ITrainingObserver
    {
        private bool full;

        public void OnEntry(JournalEntry entry)
        {
        }

        public void OnProgress(TrainingProgress progress)
        {
            if (full || progress.Epoch < 2)
                return;
            full = true;
            try
            {
                using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
                for (var block = new byte[4096]; ;)
                    file.Write(block);
            }
            catch (IOException)
            {
                // That was the last byte.
            }
        }
    }
}

/// <summary>A test that needs to mount a small disk; skipped, saying so, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly bool CanMount = TryMount();

    public SmallDiskFactAttribute()
    {
        if (!CanMount)
            Skip = "mounting a small disk in memory is not allowed here (it needs root)";
    }

    private static bool TryMount()
    {
        var probe = Directory.CreateTempSubdirectory("saccade-mount-").FullName;
        try
        {
            return OperatingSystem.IsLinux() && FullDiskTests.Run("mount", "-t", "tmpfs", "-o", "size=1m", "saccade-probe", probe) && FullDiskTests.Run("umount", probe);
        }
        finally
        {
            Directory.Delete(probe);
        }
    }
}
