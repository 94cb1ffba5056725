using System.CommandLine;
using System.Diagnostics;
using Saccade.Counting.Adapting;
using Saccade.Studio.Hosting;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>studio</c>: the runs of a folder in a browser, until a signal ends it.</summary>
internal sealed class StudioCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly ListeningOptions _listening = new(7878);
    private readonly Option<string> _runs = new("--runs") { Description = "the folder of runs and queues (default runs)", HelpName = "DIR", DefaultValueFactory = _ => "runs" };
    private readonly Option<string[]> _recipes = new("--recipes") { Description = "a folder of your own recipes to begin from", HelpName = "DIR", DefaultValueFactory = _ => [] };
    private readonly Option<int> _jobs = ListeningOptions.Number("--jobs", "trainings that are started in Studio at a time", 1, 1, 64);
    private readonly Option<bool> _open = new("--open") { Description = "open it in the browser" };

    public StudioCommand(ApplicationList applications)
        : base("studio", "watch runs, compare them, try models and start trainings in the browser", "saccade studio --runs runs")
    {
        _applications = applications;
        foreach (var option in new Option[] { _runs, _recipes, _jobs, _open }.Concat(_listening.All))
            Add(option);
    }

    public override string Notes => "Ctrl-C ends it, and stops trainings that were started in it as Ctrl-C would: they save, and can be resumed. Archived runs stay where they are; what Studio keeps lies in DIR/.studio.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (host, port, token) = _listening.Read(arguments);
        var options = new StudioOptions
        {
            Runs = arguments.GetRequiredValue(_runs),
            Host = host,
            Port = port,
            Token = token,
            Program = Program(),
            Recipes = [.. arguments.GetRequiredValue(_recipes), .. Shipped()],
            Jobs = arguments.GetValue(_jobs),
            FewestCorrections = OwnLearning.FewestImages,
            Time = context.Clock,
        };
        var address = Show(options, arguments.GetValue(_open), context).GetAwaiter().GetResult();
        return new Outcome(new { Address = address, options.Runs, Reason = "stopped" }, screen => screen.WriteLine("stopped"));
    }

    private async Task<Uri> Show(StudioOptions options, bool isOpened, CommandContext context)
    {
        await using var studio = await StudioServer.StartAsync(_applications, options, context.Tell);
        if (studio.Refusal is { } reason)
            context.Tell(reason);
        context.Tell($"Studio shows {options.Runs} at {studio.Address}; Ctrl-C ends it");
        if (isOpened)
            Open(studio.Address, context);
        await Task.Delay(Timeout.Infinite, context.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return studio.Address;
    }

    /// <summary>How this very program is started: by its own file, or by dotnet and its assembly.</summary>
    private static string[] Program()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "saccade.dll");
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, assembly] : [Environment.ProcessPath!];
    }

    /// <summary>The shipped recipes: beside the program, or above it where it was built in its repository.</summary>
    private static IEnumerable<string> Shipped()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var recipes = Path.Combine(folder.FullName, "recipes");
            if (File.Exists(Path.Combine(recipes, "trajectories-magvit.yaml")))
                return [recipes];
        }
        return [];
    }

    private static void Open(Uri address, CommandContext context)
    {
        try
        {
            using var browser = OperatingSystem.IsWindows() ? Process.Start(new ProcessStartInfo($"{address}") { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [$"{address}"]) { RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            context.Tell("no browser could be opened; open the address yourself");
        }
    }
}
