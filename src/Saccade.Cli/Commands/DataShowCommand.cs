using System.CommandLine;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Sets;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>data show</c>: a contact sheet of the first samples of a split.</summary>
internal sealed class DataShowCommand : SaccadeCommand
{
    private static readonly FrameRate AnyRate = new(25, 1); // a sheet of still frames has no rate

    private readonly Argument<string> _folder = new("DIR") { Description = "the set's folder" };
    private readonly Option<string> _out = new("--out") { Description = "the picture to write (default sheet.png)", HelpName = "FILE", DefaultValueFactory = _ => "sheet.png" };
    private readonly Option<int> _samples = new("--samples") { Description = "how many samples (default 8)", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<int> _columns = new("--columns") { Description = "frames of each (default 8)", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<string> _split = SplitOption.Create(Split.Train);

    public DataShowCommand()
        : base("show", "draw a contact sheet of some samples as PNG", "saccade data show data/balls --out sheet.png --samples 12")
    {
        Add(_folder);
        foreach (var option in new Option[] { _out, _samples, _columns, _split })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        using var set = TrajectorySet.Open(arguments.GetRequiredValue(_folder));
        var split = SplitOption.Value(arguments, _split);
        var indices = set.Split.Indices(split).Take(arguments.GetValue(_samples)).ToArray();
        Frame sheet;
        try
        {
            sheet = ContactSheet.Draw([.. indices.Select(i => Row(set, i))], arguments.GetValue(_columns));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        var path = arguments.GetRequiredValue(_out);
        PngWriter.Write(path, sheet);
        return new Outcome(
            new { Picture = Path.GetFullPath(path), sheet.Width, sheet.Height, Samples = indices },
            screen => screen.WriteLine($"{indices.Length} samples of the {split.ToString().ToLowerInvariant()} split in {path}"));
    }

    private static ContactSheetRow Row(TrajectorySet set, int index)
    {
        var options = set.Options;
        var clip = new byte[options.ClipBytes];
        var truth = new ClipTruth(options);
        set.Read(index, clip, truth);
        var firstView = clip.AsSpan(0, options.ClipBytes / options.Views).ToArray();
        return new ContactSheetRow($"{index}: {options.Classes[truth.ClassIndex]}", new Clip(options.Frames, options.Size, options.Size, AnyRate, firstView));
    }
}
