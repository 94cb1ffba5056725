using Saccade.Benchmarks;

// Three roles of one program: `compare` starts two children, this program's `serve` and benchmarks/peer.py, and drives them in turn; `tables`
// prints what benchmarks/study measured.
return args switch
{
    ["compare", .. var options] => Comparison.Run(ComparisonOptions.Parse(options)),
    ["serve", var model, var threads] => Server.Run(model, int.Parse(threads)),
    ["tables", var folder] => StudyTables.Print(folder),
    _ => Fail(),
};

static int Fail()
{
    Console.Error.WriteLine("Use benchmarks/compare or benchmarks/study.");
    return 2;
}
