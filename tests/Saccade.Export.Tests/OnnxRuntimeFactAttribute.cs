namespace Saccade.Export.Tests;

/// <summary>A test that runs exported graphs in npm's onnxruntime-node; skipped where it was not installed.</summary>
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute() => Skip = OnnxRuntime.Missing;
}

/// <inheritdoc cref="OnnxRuntimeFactAttribute"/>
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = OnnxRuntime.Missing;
}
