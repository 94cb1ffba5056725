using System.CommandLine;
using Saccade.Neural;
using Saccade.Report;
using Saccade.Tensors;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>weights import</c>: weights from elsewhere, checked against the network they are for, as safetensors under its own names.</summary>
internal sealed class WeightsImportCommand : SaccadeCommand
{
    private const string ResNet18 = "resnet18";

    private readonly Argument<string> _file = new("FILE") { Description = "safetensors, or what torch.save wrote (.pth, .pt)" };
    private readonly Option<string?> _out = new("--out") { Description = "where to write (default: beside FILE, ending in .safetensors)", HelpName = "FILE" };
    private readonly Option<string> _model = new("--model") { Description = "the network they are for (default: resnet18)", HelpName = "NAME", DefaultValueFactory = _ => ResNet18 };

    public WeightsImportCommand()
        : base("import", "check weights from PyTorch, torchvision or timm and write them as safetensors", "saccade weights import resnet18-f37072fd.pth")
    {
        Add(_file);
        Add(_out);
        Add(_model);
    }

    public override string Notes => """
        Nothing in FILE is run: a pickle that asks for more than tensors and plain containers is refused, and what it asks for is named.
        Names may stand behind a prefix, such as state_dict.module.; fc may be missing or of any number of classes. docs/weights.md
        """;

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var model = arguments.GetRequiredValue(_model);
        if (model != ResNet18)
            throw new UsageException($"--model is '{model}', but the only network whose weights are imported is {ResNet18}");
        var path = arguments.GetRequiredValue(_file);
        var target = arguments.GetValue(_out) ?? Path.ChangeExtension(path, ".safetensors");
        if (Path.GetFullPath(target) == Path.GetFullPath(path))
            throw new UsageException($"{path} would be written over itself; choose another file with --out");
        context.Tell($"reading {path} ...");
        using var engine = new Engine();
        using var file = WeightsFile.Open(path);
        var imported = ResNet18Weights.Read(file, engine);
        imported.Network.SaveWeights(target);
        var notes = Notices(imported).ToArray();
        return new Outcome(
            new { File = Path.GetFullPath(path), Out = Path.GetFullPath(target), Model = model, Parameters = imported.Network.ParameterCount, imported.Classes, imported.Prefix, imported.PassedOver, imported.Others, Notes = notes },
            screen =>
            {
                screen.WriteLine($"ResNet-18, {NumberText.Count(imported.Network.ParameterCount)} parameters, in {target}");
                foreach (var note in notes)
                    screen.WriteLine(note);
            });
    }

    /// <summary>What somebody who expects all of the file to be there should know.</summary>
    private static IEnumerable<string> Notices(ImportedResNet18 imported)
    {
        yield return imported.Classes > 0
            ? $"Its fc tells {NumberText.Count(imported.Classes)} classes apart; features do not use it."
            : "It has no fc that fits, so it gives features (512 numbers a picture) and no classes.";
        if (imported.PassedOver.Count > 0)
            yield return $"Not taken: {string.Join(", ", imported.PassedOver)}.";
        if (imported.Prefix.Length > 0)
            yield return $"Its names stood behind '{imported.Prefix}'; {NumberText.Count(imported.Others)} other tensors in the file were not looked at.";
    }
}
