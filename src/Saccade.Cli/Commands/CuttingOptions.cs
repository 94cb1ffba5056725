using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Cli.Suggesting;
using Saccade.Editing.Content;
using Saccade.Editing.Cutting;
using Saccade.Editing.Cutting.Learning;
using Saccade.Editing.Suggesting;
using Saccade.Editing.Time;
using Saccade.Training;

namespace Saccade.Cli.Commands;

/// <summary>What <c>edit suggest</c> takes to cut a recording.</summary>
internal sealed class CuttingOptions
{
    private const double LongestMargin = 60;

    private readonly Option<string?> _target = new("--target") { Description = "recordings: how long the cut may be, such as 120s, 2m or 1:30 (default: as long as it gets)", HelpName = "LENGTH" };
    private readonly Option<double?> _loudness = new("--loudness") { Description = "recordings, without RUN: keep what is as loud: 0 is silence, 1 the loudest (default 0.3)", HelpName = "LEVEL" };
    private readonly Option<double?> _motion = new("--motion") { Description = "recordings, without RUN: keep what moves as much too: 0 to 1", HelpName = "LEVEL" };
    private readonly Option<double?> _margin = new("--margin") { Description = "recordings, without RUN: how much sooner and later clips begin and end (default 0.2)", HelpName = "SECONDS" };

    public Option<string?> Video { get; } = new("--video") { Description = "the recording to cut", HelpName = "FILE" };

    public IEnumerable<Option> All => [Video, _target, _loudness, _motion, _margin];

    /// <exception cref="UsageException">A value is out of range.</exception>
    public Request Read(ParseResult arguments)
    {
        var margin = arguments.GetValue(_margin);
        if (margin is not (null or (>= 0 and <= LongestMargin)))
            throw new UsageException($"--margin is {margin}, but has to be between 0 and {LongestMargin} seconds");
        var rules = new RuleCutterOptions { Motion = Level(arguments, _motion) };
        if (Level(arguments, _loudness) is { } loudness)
            rules = rules with { Loudness = loudness };
        if (margin is { } seconds)
            rules = rules with { Shape = rules.Shape with { Before = seconds, After = seconds } };
        var set = new Option<double?>[] { _loudness, _motion, _margin }.FirstOrDefault(o => arguments.GetValue(o) is not null);
        return new Request(arguments.GetValue(_target) is { } length ? LengthText.Read(_target.Name, length) : null, rules, set?.Name);
    }

    private static double? Level(ParseResult arguments, Option<double?> option) => arguments.GetValue(option) switch
    {
        null => null,
        >= 0 and <= 1 and var level => level,
        var wrong => throw new UsageException($"{option.Name} is {wrong}, but has to be between 0 and 1"),
    };

    /// <summary>What is heard and seen in a recording, from the file that 'edit features' makes where there is one.</summary>
    public static ContentFeatures Measured(string video, CommandContext context)
    {
        if (File.Exists(ContentFeatures.OfSource(video)))
            return ContentFeatures.Read(ContentFeatures.OfSource(video));
        ContentFeatures? features = null;
        WorkDisplay.Watch(context, $"looking at and listening to {Path.GetFileName(video)}", VideoContent.ExpectedSteps(video) ?? 1, progress => features = VideoContent.Read(video, progress, context.Stop));
        return features!;
    }

    /// <param name="Target">How long the cut may be; null: as long as it gets.</param>
    /// <param name="Rules">For the cutter without a run.</param>
    /// <param name="Set">An option of those rules that was given; null when none was.</param>
    public sealed record Request(Rational? Target, RuleCutterOptions Rules, string? Set)
    {
        /// <summary>By a run of cuts, or by rules; a run of tracks then fills what the cut leaves empty.</summary>
        public Suggestion Cut(string video, TrainedModel? model, FillingOptions.Request filling, CommandContext context)
        {
            var filler = model is not null && TrainedFiller.Fits(model) ? new TrainedFiller(model) : null;
            var cutter = model is null || filler is not null ? null : new TrainedCutter(model);
            if (cutter is not null && Set is not null)
                throw new UsageException($"{Set} is for cutting by rules: a run of cuts has chosen its own");
            var footage = Footage.Read(video);
            var features = Measured(video, context);
            var cut = cutter is null ? FirstCut.ByRules(footage, features, Rules, Target) : FirstCut.By(cutter.Cut, footage, features, Target);
            if (cutter?.IsInDomain(features) == false)
                cut = cut with { Notes = [.. cut.Notes, $"{footage.Name} is unlike the recordings that the run was judged on: trust the markers less"] };
            return filler is null ? cut : filling.Fill(cut, filler, new Dictionary<string, ContentFeatures> { [footage.Path] = features });
        }
    }
}
