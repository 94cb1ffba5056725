using System.CommandLine;

namespace Saccade.Cli;

/// <summary>Help on one screen: usage, arguments, options, an example. Written as plain text, so that it looks the same everywhere.</summary>
internal static class HelpText
{
    private const int Indent = 2;
    private const int WidestLeftColumn = 30;

    /// <param name="command">The command, or the group whose commands are listed.</param>
    /// <param name="path">The words that lead to it, such as <c>saccade data make</c>.</param>
    /// <param name="writer">Where to write.</param>
    public static void Write(Command command, string path, TextWriter writer)
    {
        writer.WriteLine(command.Description);
        writer.WriteLine();
        writer.WriteLine($"Usage: {Usage(command, path)}");
        Section(writer, "Commands", Leaves(command, "").Select(leaf => (leaf.Path, leaf.Command.Description ?? "")));
        Section(writer, "Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
        Section(writer, "Options", OptionsOf(command).Select(o => (Label(o), o.Description ?? "")));
        if (command is SaccadeCommand { Notes.Length: > 0 } noted)
        {
            writer.WriteLine();
            writer.WriteLine(noted.Notes);
        }
        var example = command is SaccadeCommand known ? known.Example : Leaves(command, "").Select(leaf => (leaf.Command as SaccadeCommand)?.Example).FirstOrDefault();
        writer.WriteLine();
        writer.WriteLine("Example:");
        writer.WriteLine($"  {example}");
    }

    /// <summary>What a command understands, its own options first.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) => command.Options.Concat(Inherited(command));

    private static string Usage(Command command, string path)
    {
        if (command.Subcommands.Count > 0)
            return $"{path} <command> [options]";
        var arguments = command.Arguments.Select(a => a.Arity switch
        {
            { MinimumNumberOfValues: 0, MaximumNumberOfValues: 1 } => $" [{a.Name}]",
            { MaximumNumberOfValues: > 1 } => $" {a.Name}..",
            _ => $" {a.Name}",
        });
        return path + string.Concat(arguments) + " [options]";
    }

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) =>
        command.Subcommands.SelectMany(sub => sub.Subcommands.Count > 0
            ? Leaves(sub, $"{path}{sub.Name} ")
            : [($"{path}{sub.Name}", sub)]);

    private static IEnumerable<Option> Inherited(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(o => o.Recursive).Concat(Inherited(parent)));

    private static string Label(Option option) =>
        string.Join(", ", option.Aliases.Prepend(option.Name)) + (option.ValueType == typeof(bool) ? "" : $" {option.HelpName ?? "VALUE"}")
        + (option.Arity.MaximumNumberOfValues > 1 ? ".." : "");

    private static void Section(TextWriter writer, string title, IEnumerable<(string Left, string Right)> rows)
    {
        var list = rows.ToArray();
        if (list.Length == 0)
            return;
        writer.WriteLine();
        writer.WriteLine($"{title}:");
        var width = list.Select(row => row.Left.Length).Where(length => length <= WidestLeftColumn).DefaultIfEmpty(WidestLeftColumn).Max();
        foreach (var (left, right) in list)
        {
            if (left.Length > width)
                writer.WriteLine($"{"",Indent}{left}");
            writer.WriteLine($"{"",Indent}{(left.Length > width ? "" : left).PadRight(width)}  {right}");
        }
    }
}
