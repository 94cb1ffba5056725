using System.CommandLine;
using System.Globalization;
using Saccade.Studio.Serving;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>serve</c>: trained models behind HTTP, until a signal ends it.</summary>
internal sealed class ServeCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string[]> _runs = new("RUN") { Description = "folders of runs; each is a model", Arity = ArgumentArity.OneOrMore };
    private readonly ListeningOptions _listening = new(8080);
    private readonly Option<int> _queue = ListeningOptions.Number("--queue", "requests that may wait for a model", 64, 1, 10_000);
    private readonly Option<int> _workers = ListeningOptions.Number("--workers", "copies of each model", 1, 1, 64);
    private readonly Option<int> _megabytes = ListeningOptions.Number("--max-request-mb", "size of a request's body", 64, 1, 16_384);
    private readonly Option<string> _timeout = new("--timeout") { Description = "from a request's first byte to its answer, such as 90s or 5m (default 60s)", HelpName = "TIME", DefaultValueFactory = _ => "60s" };
    private readonly Option<int> _concurrent = ListeningOptions.Number("--max-concurrent", "requests that are read, wait or are worked on", 128, 1, 10_000);

    public ServeCommand(ApplicationList applications)
        : base("serve", "trained models behind HTTP, for other software to ask", "saccade serve runs/first --port 8080")
    {
        _applications = applications;
        Add(_runs);
        foreach (var option in _listening.All.Concat([_queue, _workers, _megabytes, _timeout, _concurrent]))
            Add(option);
    }

    public override string Notes => "GET /openapi.json describes what can be asked. Ctrl-C or SIGTERM ends it once the requests that it has are answered.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (host, port, token) = _listening.Read(arguments);
        var options = new ServiceOptions
        {
            Runs = [.. arguments.GetRequiredValue(_runs).Select(RunFolder.Open)],
            Host = host,
            Port = port,
            Token = token,
            QueueLength = arguments.GetValue(_queue),
            Workers = arguments.GetValue(_workers),
            MaxRequestBytes = (long)arguments.GetValue(_megabytes) << 20,
            Timeout = Time(arguments.GetRequiredValue(_timeout)),
            MaxConcurrent = arguments.GetValue(_concurrent),
        };
        var (address, ids) = Serve(options, context).GetAwaiter().GetResult();
        return new Outcome(new { Address = address, Models = ids, Reason = "drained and stopped" }, screen => screen.WriteLine("every request was answered; stopped"));
    }

    private async Task<(Uri Address, IReadOnlyList<string> Ids)> Serve(ServiceOptions options, CommandContext context)
    {
        string[] ids = [.. options.Runs.Select(r => r.ReadInfo().Id)];
        context.Tell($"loading {string.Join(", ", ids)} ...");
        await using var service = await InferenceService.StartAsync(_applications, options, context.Tell);
        context.Tell($"serving at {service.Address}v1/models; Ctrl-C ends it");
        await Task.Delay(Timeout.Infinite, context.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Tell("finishing what is there ...");
        await service.DrainAsync();
        return (service.Address, ids);
    }

    private static TimeSpan Time(string text)
    {
        var unit = text.EndsWith('m') ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1);
        var digits = text.EndsWith('m') || text.EndsWith('s') ? text[..^1] : text;
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit is var time && time > TimeSpan.Zero && time <= TimeSpan.FromDays(1)
            ? time
            : throw new UsageException($"--timeout is '{text}', but has to be a time up to a day such as 60s or 5m");
    }
}
