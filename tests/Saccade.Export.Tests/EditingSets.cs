namespace Saccade.Export.Tests;

/// <summary>Timelines of made-up editors, as grids and as footage, made once for all tests of a class.</summary>
public sealed class EditingSets : IDisposable
{
    private const string Samples = "12";
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _grids, _footage;

    public EditingSets()
    {
        var made = new Lazy<string>(() => Make("timelines", "data", "make", "timelines", "--samples", Samples));
        _grids = new(() => Make("grids", "data", "import", made.Value, "--kind", "timelines"));
        _footage = new(() => Make("footage", "data", "import", made.Value, "--kind", "footage"));
    }

    /// <summary>A set of grids.</summary>
    public string Grids => _grids.Value;

    /// <summary>A set of cut footage.</summary>
    public string Footage => _footage.Value;

    public void Dispose() => _folder.Dispose();

    private string Make(string name, params string[] command)
    {
        var (code, _, error) = CommandLine.Run([.. command, "--out", _folder[name]]);
        return code == 0 ? _folder[name] : throw new InvalidOperationException(error);
    }
}
