using System.CommandLine;
using Saccade.Media;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Tests;

public class CommandHostTests
{
    public static TheoryData<string> CommandPaths => [.. Leaves(CommandList.All(Applications.All), "")];

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public void Every_command_explains_itself_on_one_screen_with_an_example(string path)
    {
        var run = RecordedRun.Of([.. path.Split(' '), "--help"]);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains($"Usage: saccade {path}", run.Output);
        Assert.Contains("Example:", run.Output);
        Assert.InRange(run.Output.Split('\n').Length, 8, 45);
        Assert.Empty(run.Error);
    }

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public void Every_example_is_a_command_line_that_parses(string path)
    {
        var host = new Command("saccade");
        foreach (var command in CommandList.All(Applications.All))
            host.Add(command);
        var example = Example(host, path);
        Assert.StartsWith($"saccade {path}", example);
        // --json and its like belong to the host, not to the command.
        Assert.Empty(host.Parse(example["saccade ".Length..]).Errors);
    }

    [Fact]
    public void The_overview_lists_every_command()
    {
        var run = RecordedRun.Of("--help");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.All(Leaves(CommandList.All(Applications.All), ""), path => Assert.Contains($"  {path} ", run.Output));
        Assert.Equal(run.Output, RecordedRun.Of().Output);
    }

    [Fact]
    public void An_unknown_command_names_the_nearest()
    {
        var run = RecordedRun.Of("docter");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal("saccade: 'docter' is no command; the nearest is 'doctor'; see 'saccade --help'\n", run.Error.ReplaceLineEndings("\n"));
        Assert.Empty(run.Output);
    }

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public void An_unknown_option_is_a_usage_error(string path)
    {
        var run = RecordedRun.Of([.. path.Split(' '), "--jsom"]);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("data", "check", "")]
    [InlineData("data", "make", "trajectories", "--out", "")]
    public void An_empty_argument_is_a_usage_error(params string[] arguments)
    {
        var run = RecordedRun.Of(arguments);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("an argument is empty", run.Error);
    }

    [Fact]
    public void The_result_is_printed_once_as_one_object_or_for_people()
    {
        Assert.Equal("shown\n", RecordedRun.Of([new Probe(() => { })], ["probe"]).Output.ReplaceLineEndings("\n"));
        var json = RecordedRun.Of([new Probe(() => { })], ["probe", "--json"]).Json();
        Assert.Equal(3, json.GetProperty("some_value").GetInt32());
    }

    [Fact]
    public void A_failure_under_json_is_still_one_object()
    {
        var run = RecordedRun.Of([new Probe(() => throw new MediaException("a.png", "the file is truncated"))], ["probe", "--json"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal("a.png: the file is truncated", run.Json().GetProperty("error").GetString());
        Assert.Equal("saccade: a.png: the file is truncated\n", run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Verbose_shows_where_a_failure_came_from()
    {
        var run = RecordedRun.Of([new Probe(() => throw new RunException("runs/a: is not a run"))], ["probe", "--verbose"]);
        Assert.Contains(nameof(Probe), run.Error);
    }

    [Fact]
    public void Each_kind_of_failure_has_its_exit_code_and_one_line()
    {
        Expect(new RecipeException("r.yaml", 3, "epoch", "is no key of a recipe"), ExitCode.Usage, "r.yaml:3: 'epoch' is no key of a recipe");
        Expect(new UsageException("two runs are needed"), ExitCode.Usage, "two runs are needed");
        Expect(new OperationCanceledException(), ExitCode.Interrupted, "stopped");
        Expect(new UnauthorizedAccessException("Access to '/x' is denied."), ExitCode.Failed, "no permission: Access to '/x' is denied.");
        Expect(new AggregateException(new RunException("runs/a: is not a run")), ExitCode.Failed, "runs/a: is not a run");
        Expect(new InvalidOperationException("a\nb"), ExitCode.Failed, "internal error, please report it: InvalidOperationException: a b (--verbose shows where)");
    }

    [Fact]
    public void All_that_is_wrong_with_a_recipe_is_said_at_once_a_line_each()
    {
        var run = RecordedRun.Of([new Probe(() => Applications.All.Bind(RecipeFile.Parse("task: trajectories\nmodel: slowfast\nepochs: many\nbatch_size: few\n", "r.yaml")))], ["probe", "--json"]);
        Assert.Equal(ExitCode.Usage, run.Code);
        string[] lines = ["r.yaml:3: 'epochs' is 'many'; it must be a whole number", "r.yaml:4: 'batch_size' is 'few'; it must be a whole number"];
        Assert.Equal(lines.Select(line => $"saccade: {line}"), run.Error.TrimEnd().Split(Environment.NewLine).Order());
        Assert.Equal(lines, run.Json().GetProperty("error").GetString()!.Split('\n').Order());
    }

    [Fact]
    public void A_full_disk_is_called_so()
    {
        var full = new IOException("There is not enough space", 28);
        Expect(new RunException("runs/a: cannot be written", full), ExitCode.Failed, "runs/a: cannot be written (the disk is full)");
    }

    private static void Expect(Exception failure, int code, string line)
    {
        var run = RecordedRun.Of([new Probe(() => throw failure)], ["probe"]);
        Assert.Equal(code, run.Code);
        Assert.Equal($"saccade: {line}", run.Error.TrimEnd());
    }

    private static IEnumerable<string> Leaves(IEnumerable<Command> commands, string path) =>
        commands.SelectMany(c => c.Subcommands.Count > 0 ? Leaves(c.Subcommands, $"{path}{c.Name} ") : [path + c.Name]);

    private static string Example(Command command, string path) =>
        path.Split(' ').Aggregate(command, (at, word) => at.Subcommands.Single(c => c.Name == word)) is SaccadeCommand leaf ? leaf.Example : "";

    private sealed class Probe(Action work) : SaccadeCommand("probe", "for tests", "saccade probe")
    {
        public override Outcome Run(ParseResult arguments, CommandContext context)
        {
            work();
            return new Outcome(new { SomeValue = 3 }, screen => screen.WriteLine("shown"));
        }
    }
}
