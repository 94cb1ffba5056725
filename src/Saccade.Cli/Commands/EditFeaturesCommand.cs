using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Editing.Content;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit features</c>: measures what is heard and seen in recordings, once, so that nothing else has to decode them again.</summary>
internal sealed class EditFeaturesCommand : SaccadeCommand
{
    private readonly Argument<string[]> _videos = new("VIDEO") { Description = "videos", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _out = new("--out") { Description = "folder for the files (default: beside each video)", HelpName = "DIR" };

    public EditFeaturesCommand()
        : base("features", "measure loudness, motion and shot changes of recordings, ten times a second", "saccade edit features footage/game.mp4")
    {
        Add(_videos);
        Add(_out);
    }

    public override string Notes => "For each video: VIDEO.features.csv, with a row for each tenth of a second. A video without sound has no column loudness. Where cuts are learnt or made, this file is taken for the video.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (videos, folder) = (arguments.GetRequiredValue(_videos), arguments.GetValue(_out));
        if (folder is not null && videos.Select(Path.GetFileName).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"two videos are called '{twice.Key}' and would overwrite each other's features; leave out --out");
        if (folder is not null && !Directory.Exists(folder))
            throw new RunException($"{folder}: there is no such folder");
        var made = new List<(string Video, string File, ContentFeatures Features)>();
        foreach (var video in videos)
        {
            ContentFeatures? features = null;
            WorkDisplay.Watch(context, $"measuring {Path.GetFileName(video)}", VideoContent.ExpectedSteps(video) ?? 0, progress => features = VideoContent.Read(video, progress, context.Stop));
            var path = ContentFeatures.OfSource(folder is null ? video : Path.Combine(folder, Path.GetFileName(video)));
            features!.Write(path);
            made.Add((video, path, features));
        }
        return new Outcome(new { Features = made.Select(m => new { m.Video, m.File, m.Features.Steps, HasSound = m.Features.Has(ContentFeatures.Loudness) }) }, screen =>
        {
            foreach (var (video, path, features) in made)
            {
                var shots = Enumerable.Range(0, features.Steps).Count(i => features[i, ContentFeatures.ShotChange] > 0) + 1;
                var sound = features.Has(ContentFeatures.Loudness) ? "" : ", no sound";
                screen.WriteLine($"{video}: {NumberText.Count(features.Steps)} rows, {NumberText.Count(shots)} shot{(shots == 1 ? "" : "s")}{sound}, in {path}");
            }
        });
    }
}
