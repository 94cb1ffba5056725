using System.CommandLine;
using System.Globalization;
using Saccade.Editing;
using Saccade.Editing.Content;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Suggesting;
using Saccade.Training;

namespace Saccade.Cli.Commands;

/// <summary>What <c>edit suggest</c> takes to fill tracks of a rough cut.</summary>
internal sealed class FillingOptions
{
    private readonly Option<string?> _fill = new("--fill") { Description = "rough cuts: the tracks to predict, such as V2,V3; the others are gone by (default: those that the run knows and that are empty)", HelpName = "TRACKS" };
    private readonly Option<string[]> _asset = new("--asset") { Description = "rough cuts: what clips of an asset class show (default: what the rough cut shows of it); may be given more than once", HelpName = "CLASS=FILE", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _assets = AssetsOption.Create("rough cuts: ", "those of the run's training data");
    private readonly Option<string> _keyframes = KeyframesOption.Create();

    public Option<string?> Timeline { get; } = new("--timeline") { Description = "the rough cut to fill, known by its content", HelpName = "FILE" };

    public IEnumerable<Option> All => [Timeline, _fill, _asset, _assets, _keyframes];

    /// <exception cref="UsageException">A track or class is none.</exception>
    public Request Read(ParseResult arguments) => new(
        arguments.GetValue(_fill) is { } fill ? [.. fill.Split(',').Select(Track).Distinct()] : null,
        (arguments.GetValue(_asset) ?? []).Select(Asset).GroupBy(a => a.Class).ToDictionary(g => g.Key, g => g.Last().File),
        AssetsOption.Read(arguments, _assets),
        KeyframesOption.Read(arguments, _keyframes));

    private static int Track(string name)
    {
        name = name.Trim();
        return name.StartsWith('V') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= GridLayout.Tracks ? number - 1
            : throw new UsageException($"--fill names '{name}', but tracks are V1 to V{GridLayout.Tracks}, as in V2,V3");
    }

    private static (int Class, string File) Asset(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2 && parts[1].Length > 0 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= AssetRules.Highest ? (number, parts[1])
            : throw new UsageException($"--asset is '{text}', but has to be CLASS=FILE with a class from 0 to {AssetRules.Highest}");
    }

    /// <param name="Tracks">From 0; null for those that are empty.</param>
    /// <param name="Shown">Files by class.</param>
    /// <param name="Assets">Which class a clip is of; null for the run's own rules.</param>
    /// <param name="Reading">How the file is read.</param>
    public sealed record Request(IReadOnlyList<int>? Tracks, IReadOnlyDictionary<int, string> Shown, AssetRules? Assets, ReadOptions Reading)
    {
        public Suggestion Fill(string timeline, TrainedModel? model, CommandContext context)
        {
            var filler = new TrainedFiller(model ?? throw new UsageException("RUN is missing: a rough cut is filled by a trained run of the model tracks"));
            var rough = TimelineFormats.Read(timeline, Reading);
            if (rough.Sequences.Count == 0)
                throw new TimelineException("has no timeline", timeline);
            string[] notes = rough.Sequences.Count > 1 ? [$"of {rough.Sequences.Count} timelines in the file the first, '{rough.Sequences[0].Name}', is filled"] : [];
            var suggestion = new Suggestion(rough, [], notes);
            var beside = ContentFeatures.Beside(timeline);
            try
            {
                if (filler.NeedsContent && File.Exists(beside))
                    return Fill(suggestion, filler, ContentFeatures.Read(beside));
                var recordings = filler.NeedsContent ? TimelineContent.Recordings(rough, rough.Sequences[0]) : [];
                return Fill(suggestion, filler, recordings.ToDictionary(r => r, r => CuttingOptions.Measured(r, context)));
            }
            catch (TimelineException failure)
            {
                throw failure.In(timeline);
            }
        }

        /// <param name="measured">Of each recording of V1 what is heard and seen in it.</param>
        public Suggestion Fill(Suggestion cut, TrainedFiller filler, IReadOnlyDictionary<string, ContentFeatures> measured) =>
            Fill(cut, filler, filler.NeedsContent ? TimelineContent.Of(cut.Project, cut.Sequence, measured) : null);

        private Suggestion Fill(Suggestion cut, TrainedFiller filler, ContentFeatures? features)
        {
            var shown = Shown.ToDictionary(s => s.Key, s => Footage.MediaOf(s.Value, "asset"));
            var filled = filler.Fill(cut.Project, cut.Sequence, Tracks ?? filler.Empty(cut.Sequence), Assets, shown, features?.OfGrid());
            return new Suggestion(filled.Project, [.. cut.Changes, .. filled.Changes], [.. cut.Notes, .. filled.Notes]);
        }
    }
}
