using System.Xml.Linq;

namespace Saccade.Architecture.Tests;

/// <summary>References between the projects under <c>src/</c> point downwards only, and applications do not know each other.</summary>
public class LayeringTests
{
    /// <summary>What each project may reference, directly or through others. A project missing here fails the test.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Saccade.Tensors"] = [],
        ["Saccade.Media"] = [],
        ["Saccade.Neural"] = ["Saccade.Tensors"],
        ["Saccade.Training"] = ["Saccade.Neural", "Saccade.Tensors"],
        ["Saccade.Export"] = ["Saccade.Training", "Saccade.Neural", "Saccade.Tensors"],
        ["Saccade.Report"] = ["Saccade.Training", "Saccade.Neural", "Saccade.Tensors", "Saccade.Media"],
        ["Saccade.Trajectories"] = ["Saccade.Report", "Saccade.Training", "Saccade.Neural", "Saccade.Tensors", "Saccade.Media"],
        ["Saccade.Objects"] = ["Saccade.Trajectories", "Saccade.Report", "Saccade.Training", "Saccade.Neural", "Saccade.Tensors", "Saccade.Media"],
        ["Saccade.Editing"] = ["Saccade.Report", "Saccade.Training", "Saccade.Neural", "Saccade.Tensors", "Saccade.Media"],
        ["Saccade.Counting"] = ["Saccade.Report", "Saccade.Training", "Saccade.Neural", "Saccade.Tensors", "Saccade.Media"],
        ["Saccade.Studio"] = ["Saccade.Training", "Saccade.Neural", "Saccade.Tensors", "Saccade.Media"],
        ["Saccade.Cli"] = ["Saccade.Export", "Saccade.Studio", "Saccade.Counting", "Saccade.Editing", "Saccade.Objects", "Saccade.Trajectories", "Saccade.Report", "Saccade.Training", "Saccade.Neural", "Saccade.Tensors", "Saccade.Media"],
    };

    [Fact]
    public void Every_project_references_only_the_layers_below_it()
    {
        foreach (var project in Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the table of layers: decide where it belongs.");
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.All(references, reference => Assert.Contains(reference, allowed));
        }
    }

    [Fact]
    public void Only_the_engine_may_use_unsafe_code()
    {
        foreach (var project in Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var unsafeAllowed = XDocument.Load(project).Descendants("AllowUnsafeBlocks").Any(e => e.Value == "true");
            Assert.Equal(Path.GetFileNameWithoutExtension(project) == "Saccade.Tensors", unsafeAllowed);
        }
    }
}
