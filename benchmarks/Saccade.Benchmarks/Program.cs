using Saccade.Benchmarks;

// Roles of one program: `compare` starts two children, this program's `serve` and benchmarks/peer.py, and drives them in turn; `tables`
// prints what benchmarks/study or benchmarks/persistence measured; `timelines` starts children that `read`; `windows` makes what benchmarks/historical trains on; `count` times
// a run that counts; `fill` has runs fill in tracks that are taken away; `load` asks a `saccade serve` that it starts, `studio` a `saccade studio`.
return args switch
{
    ["compare", .. var options] => Comparison.Run(ComparisonOptions.Parse(options)),
    ["serve", var model, var threads] => Server.Run(model, int.Parse(threads)),
    ["tables", var folder] => StudyTables.Print(folder),
    ["timelines", var folder] => TimelineReading.Run(folder),
    ["read", var path] => TimelineReading.Read(path),
    ["count", var run] => CountSpeed.Run(run),
    ["fill", var data, .. var runs] => TrackFilling.Run(data, runs),
    ["windows", var folder] => HistoricalWindows.Make(folder),
    ["studio", var folder] => StudioLoad.Run(folder),
    ["load", var folder, var requests] => ServiceLoad.Run(folder, int.Parse(requests)),
    _ => Fail(),
};

static int Fail()
{
    Console.Error.WriteLine("Use the scripts in benchmarks/.");
    return 2;
}
