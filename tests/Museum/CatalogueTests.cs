using System.Text.RegularExpressions;

namespace Saccade.Museum.Tests;

/// <summary>The guide through the museum shows every exhibit.</summary>
public partial class CatalogueTests
{
    [Fact]
    public void Every_exhibit_has_its_story_and_every_story_its_exhibit()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Saccade.slnx")))
            root = root.Parent;
        var exhibits = Directory.GetFiles(Path.Combine(root.FullName, "tests/Museum"), "*.cs")
            .Where(path => Reported().IsMatch(File.ReadAllText(path))).Select(path => Path.GetFileName(path)!);
        var told = Exhibit().Matches(File.ReadAllText(Path.Combine(root.FullName, "docs/museum.md"))).Select(m => m.Groups[1].Value).Distinct();
        Assert.Equal(exhibits.Order(), told.Order());
    }

    [GeneratedRegex("(?m)^/// Reported:")]
    private static partial Regex Reported();

    [GeneratedRegex(@"tests/Museum/(\w+\.cs)")]
    private static partial Regex Exhibit();
}
