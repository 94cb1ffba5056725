namespace Saccade.Export.Onnx.Operators;

/// <summary>
/// How likely it is that fewer than so many of some events happen (the Poisson binomial distribution), event by event: the log-probabilities of 0 to t events,
/// with one more column for each event. In 64 bits, as the operation itself.
/// </summary>
internal static class Counts
{
    // The logarithm of a probability that is none; its exponential is 0, and sums with it stay numbers.
    private const double Impossible = -1e300;

    public static IEnumerable<(string Name, Translation Translate)> All => [("FewerThan", FewerThan)];

    /// <summary>[N, T] -> [N]</summary>
    private static string FewerThan(GraphWriter writer, TracedPair operation)
    {
        var graph = writer.Graph;
        var (count, events) = (operation.Settings<int>(), operation.ExtentsOf(0)[1]);
        if (!events.IsNumber)
            throw new ExportException("as many events are counted as the inputs have");
        var logits = graph.Node("Cast", [writer.Input(operation, 0)], ("to", (long)OnnxType.Double));
        var zero = graph.Constant("zero", [0.0], []);
        // ln sigmoid(x) = min(x, 0) - ln(1 + e^-|x|)
        string LogSigmoid(string x) => graph.Node("Sub", [graph.Node("Min", [x, zero]), Log1PlusExp(graph.Node("Neg", [graph.Node("Abs", [x])]))]);
        string Log1PlusExp(string x) => graph.Node("Log", [graph.Node("Add", [graph.Node("Exp", [x]), graph.Constant("one", [1.0], [])])]);
        var (happens, not) = (LogSigmoid(logits), LogSigmoid(graph.Node("Neg", [logits])));
        var none = graph.Node("Add", [graph.Node("Mul", [Columns(logits, 0, 1), zero]), graph.Constant("impossible", [Impossible], [])]);  // [N, 1]
        var so = graph.Node("Mul", [Columns(logits, 0, 1), zero]);                                                                        // [N, 1]: surely no event of none
        for (var t = 0; t < events.First; t++)
        {
            var stays = graph.Node("Concat", [graph.Node("Add", [so, Columns(not, t, t + 1)]), none], ("axis", 1L));
            var rises = graph.Node("Concat", [none, graph.Node("Add", [so, Columns(happens, t, t + 1)])], ("axis", 1L));
            var larger = graph.Node("Max", [stays, rises]);
            var smaller = graph.Node("Min", [stays, rises]);
            so = graph.Node("Add", [larger, Log1PlusExp(graph.Node("Sub", [smaller, larger]))]);
        }
        var odds = graph.Node("Sub", [Total(Columns(so, 0, count)), Total(Columns(so, count, events.First + 1))]);
        return graph.Node("Cast", [odds], ("to", (long)OnnxType.Float));

        string Columns(string x, int from, int to) => graph.Node("Slice", [x, graph.Integers(from), graph.Integers(to), graph.Integers(1)]);

        // ln of the sum of e^x over a row, from its largest.
        string Total(string x)
        {
            var largest = graph.Node("ReduceMax", [x], ("axes", [1]), ("keepdims", 1L));
            var sum = graph.Node("ReduceSum", [graph.Node("Exp", [graph.Node("Sub", [x, largest])]), graph.Integers(1)], ("keepdims", 1L));
            return graph.Node("Squeeze", [graph.Node("Add", [graph.Node("Log", [sum]), largest]), graph.Integers(1)]);
        }
    }
}
