using Saccade.Editing.Content;
using Saccade.Editing.Corpora;
using Saccade.Media;

namespace Saccade.Editing.Grid.Import;

/// <summary>What lies beside a timeline's file and is imported with it: what is heard and seen (<c>a.features.csv</c>), and, of corpora, who made it (<c>a.truth.json</c>).</summary>
/// <param name="Features">The file of features; null where there is none.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Editor">Null when nobody knows.</param>
internal sealed record BesideTimeline(string? Features, GridContent? Content, string? Editor)
{
    /// <exception cref="MediaException">A file that is there cannot be read; names it.</exception>
    public static BesideTimeline Read(string timeline)
    {
        var (features, truth) = (ContentFeatures.Beside(timeline), SampleTruth.Beside(timeline));
        var content = File.Exists(features) ? ContentFeatures.Read(features).OfGrid() : null;
        return new(content is null ? null : features, content, File.Exists(truth) ? SampleTruth.Read(truth).Editor : null);
    }

    /// <summary>The grid with its content.</summary>
    /// <exception cref="MediaException">The features have another number of rows than the timeline has steps.</exception>
    public TimelineGrid AddTo(TimelineGrid grid) => Content is null || Content.Steps == grid.Steps
        ? grid.With(Content)
        : throw new MediaException(Features!, $"it has {Content.Steps} rows, and the timeline {grid.Steps} steps of {grid.Step} s: extract the features again, on the timeline's clock");
}
