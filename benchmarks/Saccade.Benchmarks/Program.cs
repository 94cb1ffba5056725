using Saccade.Benchmarks;

// Two roles of one program: `compare` starts two children, this program's `serve` and benchmarks/peer.py, and drives them in turn.
return args switch
{
    ["compare", .. var options] => Comparison.Run(ComparisonOptions.Parse(options)),
    ["serve", var model, var threads] => Server.Run(model, int.Parse(threads)),
    _ => Fail(),
};

static int Fail()
{
    Console.Error.WriteLine("Use benchmarks/compare.");
    return 2;
}
