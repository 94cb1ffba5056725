using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Saccade.Training;

/// <summary>The machine a run was made on, as far as it explains speed.</summary>
public sealed record MachineInfo(string System, string Architecture, string Runtime, int Cores, int VectorBits, double MemoryGb)
{
    public static MachineInfo Current { get; } = new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount,
        // Vector512.IsHardwareAccelerated is false on processors that throttle although 512-bit code runs there.
        global::System.Runtime.Intrinsics.X86.Avx512F.IsSupported ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1));

    /// <summary>Version of this code, with the commit where the build knew it.</summary>
    public static string CodeVersion { get; } =
        typeof(MachineInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Whether a version is later than this program's. Versions are numbers, then '+' and the commit.</summary>
    public static bool IsNewer(string? version) =>
        Version.TryParse(version?.Split('+', '-')[0], out var theirs) && Version.TryParse(CodeVersion.Split('+', '-')[0], out var ours) && theirs > ours;
}
