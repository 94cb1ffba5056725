using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Saccade.Neural;
using Saccade.Objects.Shapes;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Features;

/// <summary>
/// ResNet-18 as a fixed describer of pictures: 512 numbers each, never learnt. As a part of a model its weights are saved with that
/// model's. Pictures are brought to <see cref="Size"/> bilinearly and normalised by ImageNet's means and deviations.
/// </summary>
public sealed class FrozenResNet : Module
{
    /// <summary>Extent of a feature vector.</summary>
    public const int Width = FoldedResNet18.Width;

    /// <summary>The network halves its pictures five times.</summary>
    public const int LeastSize = 32;

    public const int LargestSize = 512;

    private const string WayOut = "give a file of 'saccade weights import', or a run of 'saccade train recipes/pretrain-resnet18.yaml'";

    /// <summary>Pixels that go through together: 128 pictures of 64 x 64, or 10 of 224 x 224.</summary>
    private const int PixelsAtOnce = 128 * 64 * 64;

    private static readonly float[] Levels = ImageNetColours.Levels();

    private readonly ResNet18 _network;
    private FoldedResNet18? _folded;
    private string? _hash;

    /// <param name="engine">Where the weights live.</param>
    /// <param name="size">Width and height at which the network sees pictures: 224 as it was trained on ImageNet, or 64 to be quick.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below <see cref="LeastSize"/> or above <see cref="LargestSize"/>.</exception>
    public FrozenResNet(Engine engine, int size)
        : base(engine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, LeastSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestSize);
        Size = size;
        _network = Register("network", new ResNet18(engine, 0));
        Freeze();
    }

    /// <summary>Width and height at which the network sees pictures.</summary>
    public int Size { get; }

    /// <summary>SHA-256 of everything that features depend on beside the picture: weights, size, normalisation. Valid from the first use on.</summary>
    public string Hash => _hash ??= HashOf();

    /// <summary>Takes over weights.</summary>
    /// <param name="path">A weights file (safetensors, or what torch.save wrote), or the folder of a run of the task <c>shapes</c>.</param>
    /// <param name="key">The recipe's key that names it, for messages.</param>
    /// <exception cref="RunException">It is missing, damaged, or holds another network; names the key.</exception>
    public void Load(string path, string key)
    {
        try
        {
            if (path.Length == 0)
                throw new RunException($"names no weights; {WayOut}");
            if (Directory.Exists(path))
                LoadRun(RunFolder.Open(path));
            else
                LoadFile(path);
        }
        catch (Exception unusable) when (unusable is RunException or WeightsException)
        {
            throw new RunException($"recipe: {key}: {unusable.Message}", unusable);
        }
        (_folded, _hash) = (null, null);
    }

    /// <summary>Features of square pictures, each of which depends on its own picture alone.</summary>
    /// <param name="pictures">(N, side, side, 3) bytes; none is allowed.</param>
    /// <param name="side">Width and height, at most <see cref="Size"/>: there is no smoothing that making pictures smaller would need.</param>
    /// <returns>(N, 512)</returns>
    /// <exception cref="ArgumentException">The bytes are no whole number of such pictures.</exception>
    public float[] Features(ReadOnlySpan<byte> pictures, int side)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(side);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, Size);
        var bytes = 3 * side * side;
        if (pictures.Length % bytes != 0)
            throw new ArgumentException($"{pictures.Length} bytes are no whole number of pictures of {side} x {side}.", nameof(pictures));
        _folded ??= new FoldedResNet18(_network);
        var count = pictures.Length / bytes;
        var features = new float[count * Width];
        var most = Math.Max(1, PixelsAtOnce / (Size * Size));
        for (var first = 0; first < count; first += most)
        {
            var some = Math.Min(most, count - first);
            using var scope = Engine.BeginScope();
            var x = Engine.Empty(some, 3, side, side);
            ToPlanes(pictures.Slice(first * bytes, some * bytes), x.AsSpan(), side * side);
            if (side != Size)
                x = x.ResizeBilinear(Size, Size);
            _folded.Features(x).AsSpan().CopyTo(features.AsSpan(first * Width));
        }
        return features;
    }

    /// <summary>The same of pictures [N, 3, side, side] with values 0 to 1, by the network as it was trained: equal but for rounding.</summary>
    /// <returns>[N, 512]</returns>
    public Tensor Describe(Tensor pictures)
    {
        var x = ImageNetColours.Normalise(pictures);
        return _network.Features(x.Shape[2] == Size ? x : x.ResizeBilinear(Size, Size));
    }

    /// <summary>(N, area, 3) bytes to (N, 3, area) normalised numbers.</summary>
    private static void ToPlanes(ReadOnlySpan<byte> bytes, Span<float> planes, int area)
    {
        for (var n = 0; n < bytes.Length / (3 * area); n++)
            for (var channel = 0; channel < 3; channel++)
            {
                var levels = Levels.AsSpan(256 * channel, 256);
                var from = bytes.Slice(3 * n * area, 3 * area);
                var to = planes.Slice((3 * n + channel) * area, area);
                for (var i = 0; i < to.Length; i++)
                    to[i] = levels[from[3 * i + channel]];
            }
    }

    private void LoadRun(RunFolder run)
    {
        if (run.ReadInfo().Task is var task && task != ShapesApplication.TaskName)
            throw new RunException($"{run.Root}: is a run of task '{task}', which has no ResNet-18 to take; {WayOut}");
        var (filled, all) = Checkpoint.LoadFitting(run.WeightsPath, _network);
        if (filled < all)
            throw new RunException($"{run.WeightsPath}: fits {filled} of the {all} tensors of a ResNet-18; {WayOut}");
    }

    private void LoadFile(string path)
    {
        using var file = WeightsFile.Open(path);
        var read = ResNet18Weights.Read(file, Engine).Network.State().ToDictionary(s => s.Name, s => s.Tensor);
        foreach (var (name, tensor, _) in _network.State())
            read[name].AsSpan().CopyTo(tensor.AsSpan());
    }

    private string HashOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"ResNet-18 features, bilinear, {Size}"));
        hash.AppendData(MemoryMarshal.AsBytes(Levels.AsSpan()));
        foreach (var (name, tensor, storedAs) in _network.State())
            // Counts of batches are state that evaluation does not look at.
            if (storedAs == StoredType.F32)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(name));
                hash.AppendData(MemoryMarshal.AsBytes(tensor.AsSpan()));
            }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
