using Spectre.Console;

namespace Saccade.Cli;

/// <summary>
/// What a command found out. The host prints it once: as one JSON object, or for people. A command writes nothing to standard output itself.
/// </summary>
/// <param name="Json">Serialised under <c>--json</c>.</param>
/// <param name="Show">Prints the same for people.</param>
/// <param name="Code">See <see cref="ExitCode"/>.</param>
internal sealed record Outcome(object Json, Action<IAnsiConsole> Show, int Code = ExitCode.Done);
