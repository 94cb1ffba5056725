using System.Text.RegularExpressions;

namespace Saccade.Architecture.Tests;

/// <summary>What README, CONTRIBUTING and docs/ mention exists: paths, commands with their options, links, and C# examples, which are quoted from the sources.</summary>
public partial class GuideTests
{
    private static readonly string Root = Repository.Root;
    private static readonly string[] Folders = ["src/", "tests/", "docs/", "recipes/", "benchmarks/", ".ci/"];

    /// <summary>Each guide's text, without the comments that mark where measured numbers go.</summary>
    private static readonly Dictionary<string, string> Guides = Directory.GetFiles(Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        .ToDictionary(path => Path.GetRelativePath(Root, path), path => Comment().Replace(File.ReadAllText(path), ""));

    [Fact]
    public void Every_path_that_a_guide_mentions_exists()
    {
        foreach (var (guide, text) in Guides)
        {
            foreach (var path in Code(text).SelectMany(code => code.Split(' ', '\n')).Where(word => Folders.Any(word.StartsWith)))
                Assert.True(Path.Exists(Path.Combine(Root, path)), $"{guide} mentions {path}, which does not exist.");
        }
    }

    [Fact]
    public void Every_link_of_a_guide_leads_somewhere()
    {
        foreach (var (guide, text) in Guides)
        {
            foreach (var target in Link().Matches(text).Select(m => m.Groups[1].Value).Where(t => !t.StartsWith("https://", StringComparison.Ordinal)))
                Assert.True(Path.Exists(Path.Combine(Root, Path.GetDirectoryName(guide)!, target)), $"{guide} links to {target}, which does not exist.");
        }
    }

    [Fact]
    public void Every_command_that_a_guide_mentions_exists_with_its_options()
    {
        var commands = Commands();
        Assert.Contains("data make trajectories", commands.Keys);
        var hosting = string.Concat(Directory.GetFiles(Path.Combine(Root, "src/Saccade.Cli/Hosting"), "*.cs").Select(File.ReadAllText));
        foreach (var (guide, text) in Guides)
        {
            foreach (var line in Code(text).SelectMany(code => code.Split('\n')).Where(l => l.StartsWith("./saccade ", StringComparison.Ordinal)))
            {
                var said = line["./saccade ".Length..].Split('#')[0].Trim();
                var name = commands.Keys.FirstOrDefault(c => (said + " ").StartsWith(c + " ", StringComparison.Ordinal));
                Assert.True(name is not null, $"{guide} says '{line}', but there is no such command.");
                foreach (var option in said.Split(' ').Where(word => word.StartsWith("--", StringComparison.Ordinal) && word != "--help"))
                    Assert.True((commands[name!] + hosting).Contains($"\"{option}\"", StringComparison.Ordinal), $"{guide} says '{line}', but '{name}' has no {option}.");
            }
        }
    }

    [Fact]
    public void Every_example_in_csharp_is_quoted_from_the_sources()
    {
        var sources = new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(path => Lines(File.ReadAllText(path))).ToArray();
        foreach (var (guide, text) in Guides)
        {
            foreach (var example in CSharp().Matches(text).Select(m => Lines(m.Groups[1].Value)))
                Assert.True(sources.Any(s => s.Contains(example, StringComparison.Ordinal)), $"{guide} has an example that no source holds (any more):\n{example}");
        }
    }

    /// <summary>Each command's words, and the source of its class. The example in its constructor begins with them.</summary>
    private static Dictionary<string, string> Commands()
    {
        var commands = new Dictionary<string, string>();
        foreach (var path in Directory.GetFiles(Path.Combine(Root, "src/Saccade.Cli/Commands"), "*.cs"))
        {
            var source = File.ReadAllText(path);
            if (CommandBase().Match(source) is { Success: true } match)
                commands.Add(match.Groups["words"].Value, source + SourceOf(DerivedFrom().Match(source)) + string.Concat(OptionClass().Matches(source).Select(SourceOf)));
        }
        return commands;
    }

    /// <summary>Where commands have options in common, they stand in a class above them; those of a kind of input stand in a class of their own.</summary>
    private static string SourceOf(Match name)
    {
        var path = Path.Combine(Root, "src/Saccade.Cli/Commands", name.Groups[1].Value + ".cs");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    /// <summary>Inline code and fenced blocks.</summary>
    private static IEnumerable<string> Code(string text) =>
        Fence().Matches(text).Concat(InlineCode().Matches(Fence().Replace(text, ""))).Select(m => m.Groups[1].Value);

    /// <summary>Lines without indentation: an example in a list is indented further than its source.</summary>
    private static string Lines(string code) => string.Join('\n', code.Split('\n').Select(l => l.Trim())).Trim('\n');

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?m)^ *```\w*\n(.*?)^ *```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?m)^ *```csharp\n(.*?)^ *```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Link();

    [GeneratedRegex("""(base|SaccadeCommand)\(\s*"(?<name>\w+)", ".*?", "saccade (?<words>(\w+ )*?\k<name>)[ "]""", RegexOptions.Singleline)]
    private static partial Regex CommandBase();

    [GeneratedRegex(@"private readonly (\w+Options) \w+ = new")]
    private static partial Regex OptionClass();

    [GeneratedRegex(@"class \w+ : (\w+)")]
    private static partial Regex DerivedFrom();
}
