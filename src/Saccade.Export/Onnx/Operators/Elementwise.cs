using Saccade.Tensors;

namespace Saccade.Export.Onnx.Operators;

/// <summary>Operations that treat each element alone, with broadcasting as NumPy has it, which is ONNX's too.</summary>
internal static class Elementwise
{
    public static IEnumerable<(string Name, Translation Translate)> All =>
    [
        .. new (string Name, string Operator)[]
        {
            ("Add", "Add"), ("Subtract", "Sub"), ("Multiply", "Mul"), ("Divide", "Div"), ("Maximum", "Max"), ("Minimum", "Min"), ("Relu", "Relu"), ("Sigmoid", "Sigmoid"),
            ("Tanh", "Tanh"), ("Exp", "Exp"), ("Log", "Log"), ("Sqrt", "Sqrt"), ("Abs", "Abs"), ("Negate", "Neg"), ("Reciprocal", "Reciprocal"),
            ("RoundStraightThrough", "Round"), ("StopGradient", "Identity"), ("CopyTo", "Identity"),
        }.Select(pair => (pair.Name, (Translation)((writer, operation) => writer.Graph.Node(pair.Operator, Enumerable.Range(0, operation.InputCount).Select(i => writer.Input(operation, i)))))),
        ("Square", (writer, operation) => writer.Graph.Node("Mul", [writer.Input(operation, 0), writer.Input(operation, 0)])),
        ("Gelu", (writer, operation) => Activate(writer, writer.Input(operation, 0), Activation.Gelu)),
        ("Silu", (writer, operation) => Activate(writer, writer.Input(operation, 0), Activation.Silu)),
        ("AddRelu", (writer, operation) => writer.Graph.Node("Relu", [writer.Graph.Node("Add", [writer.Input(operation, 0), writer.Input(operation, 1)])])),
        ("ScaleShift", ScaleShift),
        ("Clamp", Clamp),
        ("ResidualDropout", ResidualDropout),
    ];

    /// <summary>What an operation applies to its result.</summary>
    public static string Activate(GraphWriter writer, string x, Activation activation)
    {
        var graph = writer.Graph;
        return activation switch
        {
            Activation.Relu => graph.Node("Relu", [x]),
            Activation.Silu => graph.Node("Mul", [x, graph.Node("Sigmoid", [x])]),
            Activation.Gelu => graph.Node("Mul", [
                graph.Node("Mul", [x, graph.Scalar(0.5f)]),
                graph.Node("Add", [graph.Node("Erf", [graph.Node("Mul", [x, graph.Scalar(0.707106781f)])]), graph.Scalar(1)])]),
            _ => x,
        };
    }

    private static string ScaleShift(GraphWriter writer, TracedPair operation)
    {
        var (scale, shift) = operation.Settings<(float, float)>();
        var x = writer.Input(operation, 0);
        if (scale != 1)
            x = writer.Graph.Node("Mul", [x, writer.Graph.Scalar(scale)]);
        return shift == 0 ? x : writer.Graph.Node("Add", [x, writer.Graph.Scalar(shift)]);
    }

    private static string Clamp(GraphWriter writer, TracedPair operation)
    {
        var (low, high) = operation.Settings<(float, float)>();
        return writer.Graph.Node("Clip", [writer.Input(operation, 0), writer.Graph.Scalar(low), writer.Graph.Scalar(high)]);
    }

    private static string ResidualDropout(GraphWriter writer, TracedPair operation) => operation.Settings<float>() == 0
        ? writer.Graph.Node("Add", [writer.Input(operation, 1), writer.Input(operation, 0)])
        : throw new ExportException("the model is in training");
}
