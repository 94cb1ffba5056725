using System.CommandLine;
using Saccade.Cli.StoredSets;
using Saccade.Media;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>data show</c>: a contact sheet of the first samples of a split, with their tracks or their objects.</summary>
internal sealed class DataShowCommand : SaccadeCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "the set's folder" };
    private readonly Option<string> _out = new("--out") { Description = "the picture to write (default sheet.png)", HelpName = "FILE", DefaultValueFactory = _ => "sheet.png" };
    private readonly Option<int> _samples = new("--samples") { Description = "how many samples (default 8)", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<int> _columns = new("--columns") { Description = "frames of each (default 8)", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<string> _split = SplitOption.Create(Split.Train);

    public DataShowCommand()
        : base("show", "draw a contact sheet of some samples, with what is known of them, as PNG", "saccade data show data/balls --out sheet.png --samples 12")
    {
        Add(_folder);
        foreach (var option in new Option[] { _out, _samples, _columns, _split })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        using var set = StoredSet.Open(arguments.GetRequiredValue(_folder));
        var split = SplitOption.Value(arguments, _split);
        var indices = set.Indices(split).Take(arguments.GetValue(_samples)).ToArray();
        Frame sheet;
        try
        {
            sheet = set.Sheet(indices.Select(i => (long)i), arguments.GetValue(_columns));
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
}
