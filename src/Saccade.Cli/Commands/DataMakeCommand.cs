using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Report;
using Saccade.Training;
using Saccade.Trajectories.Sets;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary>A command under <c>data make</c>: what all of them take, how a set is made, and what is said of it then.</summary>
internal abstract class DataMakeCommand(string name, string summary, string example) : SaccadeCommand(name, summary, example)
{
    protected Option<string> Out { get; } = new("--out") { Description = "folder for the set, new or empty", HelpName = "DIR", Required = true };

    protected Option<int> Samples { get; } = Number("--samples", "how many clips", "N", 1000);

    protected Option<double> Noise { get; } = new("--noise") { Description = "standard deviation of pixel noise, as a share of full scale (default 0)", HelpName = "SHARE" };

    protected static Option<int> Number(string name, string description, string unit, int initial) =>
        new(name) { Description = $"{description} (default {initial})", HelpName = unit, DefaultValueFactory = _ => initial };

    protected static Option<ulong> Seed(ulong initial) =>
        new("--seed") { Description = $"the same seed gives the same clips (default {initial})", HelpName = "S", DefaultValueFactory = _ => initial };

    protected static Option<string> Classes(string description, IReadOnlyList<string> initial) => new("--classes")
    {
        Description = $"{description}, separated by commas (default {string.Join(",", initial)})",
        HelpName = "LIST",
        DefaultValueFactory = _ => string.Join(',', initial),
    };

    protected static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Makes the set, and shows how far it is.</summary>
    /// <param name="arguments">Where, and how many.</param>
    /// <param name="context">Where progress is shown.</param>
    /// <param name="clipBytes">The bytes of one clip.</param>
    /// <param name="validate">Throws an <see cref="ArgumentException"/> for an option out of range.</param>
    /// <param name="make">Makes so many clips.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="UsageException">An option is out of range.</exception>
    protected string Make(ParseResult arguments, CommandContext context, int clipBytes, Action validate, Action<string, int, IProgress<int>?> make)
    {
        var (folder, samples) = (arguments.GetRequiredValue(Out), arguments.GetValue(Samples));
        try
        {
            validate();
            DiskSpace.Require(folder, (long)samples * clipBytes);
            WorkDisplay.Watch(context, "making clips", samples, progress => make(folder, samples, progress));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        return folder;
    }

    /// <summary>What is said of a set that was made.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="split">Its parts.</param>
    /// <param name="dataHash">Its hash.</param>
    /// <param name="options">What its clips are like.</param>
    /// <param name="show">Further arguments with which <c>data show</c> shows it best.</param>
    protected static Outcome Made(string folder, StratifiedSplit split, string dataHash, object options, string show = "")
    {
        var splits = Enum.GetValues<Split>().ToDictionary(s => s.ToString().ToLowerInvariant(), s => split.Indices(s).Count);
        var samples = splits.Values.Sum();
        return new Outcome(new { Folder = folder, Samples = samples, Splits = splits, DataHash = dataHash, Options = options }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(samples)} clips in {folder}: {string.Join(", ", splits.Select(s => $"{NumberText.Count(s.Value)} {s.Key}"))}");
            screen.WriteLine($"Look at some with 'saccade data show {folder} --out sheet.png{show}'.");
        });
    }
}
