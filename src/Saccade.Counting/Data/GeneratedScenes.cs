using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Counting.Scenes;
using Saccade.Training;

namespace Saccade.Counting.Data;

/// <summary>Scenes made on the fly: for training fresh ones for ever, for validation and test always the same. The three parts take their scenes from ranges of indices that never meet.</summary>
public sealed class GeneratedScenes : CountingData
{
    private const long PartLength = 600_000_000_000;

    private readonly SceneGenerator _generator;

    /// <exception cref="RunException">An option is out of range.</exception>
    public GeneratedScenes(CountingDataOptions options)
        : base(options, Scenes.Categories.Names)
    {
        try
        {
            _generator = new SceneGenerator(options.ToSceneOptions());
        }
        catch (ArgumentException wrong)
        {
            throw new RunException($"recipe: data.{wrong.Message}", wrong);
        }
        var definition = new { SceneGenerator.Version, _generator.Options, options.Order, Counts = new[] { options.Train, options.Validation, options.Test } };
        Hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(definition)));
    }

    public override string Hash { get; }

    public override bool IsEndless => true;

    public override int Count(Split split) => split switch
    {
        Split.Train => Options.Train,
        Split.Validation => Options.Validation,
        _ => Options.Test,
    };

    public override IEnumerable<DataItem> Items(Split split)
    {
        for (var i = 0; i < Count(split); i++)
            yield return new DataItem { Id = Id(split, i), Split = split, Index = ((int)split * PartLength) + i };
    }

    public override void Dispose()
    {
        // Nothing is held open.
    }

    public override CountingImage Read(Split split, long index)
    {
        var scene = _generator.Make(((int)split * PartLength) + index);
        (PointPixels, double)[] things = [.. scene.Counted.Select(o => (o.Point, Math.Max(o.Box.Width, o.Box.Height)))];
        return CountingImage.On(Id(split, index), scene.Picture, Options.Size, scene.Category, things, Options.Order) with { Traits = scene.Traits };
    }

    private static string Id(Split split, long index) => $"{split.ToString().ToLowerInvariant()}-{index}";
}
