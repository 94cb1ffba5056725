using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// The vector width of all kernels, chosen once at start-up: 512 or 256 bits where the processor has them, else 128 (which .NET
/// provides everywhere). The variable SACCADE_SIMD=256|128 asks for less, for tests.
/// </summary>
internal static class Simd
{
    /// <summary>512, 256 or 128.</summary>
    public static readonly int Bits = Choose();

    private static int Choose()
    {
        // Vector512.IsHardwareAccelerated is false on processors where wide vectors once lowered the clock, although zmm code runs
        // at full speed there: ask for the instruction set instead.
        var best = Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported ? 512
            : Vector256.IsHardwareAccelerated && Fma.IsSupported ? 256
            : 128;
        var asked = Environment.GetEnvironmentVariable("SACCADE_SIMD");
        return int.TryParse(asked, out var bits) && bits is 128 or 256 or 512 ? Math.Min(bits, best) : best;
    }
}
