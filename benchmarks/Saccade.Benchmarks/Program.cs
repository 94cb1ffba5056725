using Saccade.Benchmarks;

// Three roles of one program: `compare` starts two children, this program's `serve` and benchmarks/peer.py, and drives them in turn; `tables`
// prints what benchmarks/study or benchmarks/persistence measured.
return args switch
{
    ["compare", .. var options] => Comparison.Run(ComparisonOptions.Parse(options)),
    ["serve", var model, var threads] => Server.Run(model, int.Parse(threads)),
    ["tables", var folder] => StudyTables.Print(folder),
    _ => Fail(),
};

static int Fail()
{
    Console.Error.WriteLine("Use benchmarks/compare, benchmarks/study or benchmarks/persistence.");
    return 2;
}
