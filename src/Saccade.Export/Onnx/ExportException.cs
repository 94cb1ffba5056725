namespace Saccade.Export.Onnx;

/// <summary>A model that cannot be written as a graph; says in one line what stands in the way.</summary>
internal sealed class ExportException(string message) : Exception(message);
