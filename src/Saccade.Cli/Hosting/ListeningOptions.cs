using System.CommandLine;
using System.Net;
using Saccade.Studio.Serving;

namespace Saccade.Cli;

/// <summary>The options <c>--host</c>, <c>--port</c> and <c>--token-file</c>, the same wherever something listens.</summary>
internal sealed class ListeningOptions
{
    private readonly Option<string> _host = new("--host") { Description = "the address to listen on; off loopback a token is demanded (default 127.0.0.1)", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int> _port;
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = $"holds the bearer token that clients show; or it stands in {BearerToken.Variable}", HelpName = "FILE" };

    /// <param name="port">The usual one.</param>
    public ListeningOptions(int port) => _port = Number("--port", "0 takes any that is free", port, 0, 65535);

    public IEnumerable<Option> All => [_host, _port, _tokenFile];

    /// <exception cref="UsageException">The host is no address.</exception>
    public (IPAddress Host, int Port, BearerToken? Token) Read(ParseResult arguments) =>
        (Address(arguments.GetRequiredValue(_host)), arguments.GetValue(_port), BearerToken.Read(arguments.GetValue(_tokenFile)));

    /// <summary>An option that is a whole number within bounds.</summary>
    public static Option<int> Number(string name, string description, int initial, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} (default {initial})", HelpName = "N", DefaultValueFactory = _ => initial };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || (result.GetValueOrDefault<int>() is var value && value >= least && value <= most))
                return;
            result.AddError($"{name} has to be a whole number from {least} to {most}");
        });
        return option;
    }

    private static IPAddress Address(string text) => text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address : throw new UsageException($"--host is '{text}', but has to be an address such as 127.0.0.1, ::1 or 0.0.0.0");
}
