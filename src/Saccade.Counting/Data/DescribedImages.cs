using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Counting.Data;

/// <summary>No images, only what a model has to know of those that it was trained on: what can be asked for.</summary>
public sealed class DescribedImages : CountingData
{
    private DescribedImages(CountingDataOptions options, IReadOnlyList<string> categories)
        : base(options, categories)
    {
    }

    /// <param name="options">Of the run.</param>
    /// <param name="description">What <see cref="IDataSource.Description"/> said when it was trained.</param>
    /// <exception cref="RunException">The description cannot be understood.</exception>
    public static DescribedImages Of(CountingDataOptions options, JsonObject description) => description["categories"] is JsonArray { Count: > 0 } names && names.All(n => n?.GetValueKind() == System.Text.Json.JsonValueKind.String)
        ? new(options, [.. names.Select(n => n!.GetValue<string>())])
        : throw new RunException("the run does not say what its images hold");

    public override string Hash => "";

    public override bool IsEndless => false;

    public override int Count(Split split) => 0;

    public override IEnumerable<DataItem> Items(Split split) => [];

    public override CountingImage Read(Split split, long index) => throw new InvalidOperationException("There are no images.");

    public override void Dispose()
    {
        // Nothing is held open.
    }
}
