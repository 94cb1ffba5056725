using System.Text;
using Saccade.Tensors.Random;

namespace Saccade.Training.Tests;

/// <summary>Predictions from any framework, judged from a table.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private PredictionTable Read(string text, PredictionKind? kind = null, params (string Column, string Name)[] named) =>
        PredictionFile.Read(Write(text), kind, named.ToDictionary(n => n.Column, n => n.Name));

    private string Write(string text)
    {
        File.WriteAllText(folder["p.csv"], text);
        return folder["p.csv"];
    }

    private Evaluation Judge(string text, params string[] accepted) => PredictionAudit.Judge(Read(text), null, accepted);

    private string Error(string text, PredictionKind? kind = null) => Assert.Throws<RunException>(() => PredictionAudit.Judge(Read(text, kind), null, [])).Message.Replace(folder.Path, "");

    /// <summary>A table of three splits; four classes in turn; one prediction in ten is wrong.</summary>
    private static string Table(int count = 400, string columns = "", Func<int, string>? more = null)
    {
        var text = new StringBuilder($"id,split,label,prediction{columns}\n");
        for (var i = 0; i < count; i++)
            text.Append($"s{i},{(i / 4 % 5) switch { 3 => "val", 4 => "test", _ => "train" }},class {i % 4},class {(i % 10 == 0 ? (i + 1) % 4 : i % 4)}{more?.Invoke(i)}\n");
        return text.ToString();
    }

    [Fact]
    public void Good_predictions_are_supported_against_every_control()
    {
        var evaluation = Judge(Table());
        Assert.Equal(("audit", Split.Test, 80, "supported"), (evaluation.Task, evaluation.Split, evaluation.Samples, evaluation.Verdict));
        Assert.Equal(["input_blind", "majority", "permuted_labels"], evaluation.Baselines.Keys.Order());
        Assert.InRange(evaluation.Baselines["permuted_labels"]["accuracy"], 0.1, 0.4);
        Assert.Equal(["class 0", "class 1", "class 2", "class 3"], evaluation.Confusion!.Classes);
        Assert.Empty(evaluation.Findings);
        Assert.DoesNotContain("ece", evaluation.Metrics.Keys);
    }

    [Fact]
    public void Byte_order_mark_line_endings_separators_quotes_and_blank_lines_do_not_matter()
    {
        var plain = Judge(Table());
        string[] variants =
        [
            "\uFEFF" + Table().Replace("\n", "\r\n", StringComparison.Ordinal),
            Table().Replace(',', ';'),
            Table().Replace(',', '\t').Replace("\n", "\n\n", StringComparison.Ordinal),
            Table().Replace("class 1", "\"class 1\"", StringComparison.Ordinal).Replace(",", " , ", StringComparison.Ordinal),
        ];
        foreach (var variant in variants)
            Assert.Equivalent(plain with { Run = "" }, Judge(variant) with { Run = "" });
        var quoted = Read("id,label,prediction,note\n1,\"a \"\"b\"\", c\",\"a \"\"b\"\", c\",\"two\nlines\"\n2,d,d,\n");
        Assert.Equal(["a \"b\", c", "d"], quoted.Classes);
        Assert.Equal(4, quoted.Rows[1].Line);
    }

    [Fact]
    public void Numbers_are_told_from_classes_and_judged_against_constants()
    {
        string Numbers(Func<int, double> said) => "id;split;label;prediction\n" + string.Concat(Enumerable.Range(0, 300).Select(i =>
            $"s{i};{(i % 3 == 0 ? "test" : "train")};{(i % 17 * 0.5).ToString().Replace('.', ',')};{said(i).ToString().Replace('.', ',')}\n"));
        var good = Judge(Numbers(i => i % 17 * 0.5 + 0.1));
        Assert.Equal("supported", good.Verdict);
        Assert.Equal(0.1, good.Metrics["rmse"].Value, 1e-6);
        Assert.Equal(0.1, good.Metrics["mae"].Value, 1e-6);
        Assert.Equal(["constant", "constant_median", "input_blind", "permuted_labels"], good.Baselines.Keys.Order());
        Assert.StartsWith("no better than constant", Judge(Numbers(_ => 4)).Verdict);
    }

    [Fact]
    public void Whole_numbers_are_classes_unless_said_otherwise_and_one_point_zero_is_one()
    {
        var text = "id,label,prediction\na,1,1.0\nb,0,1.0\nc,10,10\n";
        Assert.Equal(["0", "1", "10"], Read(text).Classes);
        Assert.Empty(Read(text, PredictionKind.Numbers).Classes);
    }

    [Fact]
    public void Positions_of_several_parts_are_judged_by_their_distance()
    {
        var table = Read("id,label_x,prediction_x,label_y,prediction_y\na,0,3,0,4\nb,1,1,1,1\n");
        var evaluation = PredictionAudit.Judge(table, null, []);
        Assert.Equal(2.5, evaluation.Metrics["mae"].Value, 6);
    }

    [Fact]
    public void Columns_may_have_other_names_in_the_file() =>
        Assert.Equal(["a", "b"], Read("key,y_true,y_pred\n1,a,a\n2,b,a\n", null, ("id", "key"), ("label", "Y_TRUE"), ("prediction", "y_pred")).Classes);

    [Fact]
    public void A_score_is_a_confidence_or_with_two_classes_the_probability_of_one()
    {
        // Right in 70 of 100 at a confidence of 0.9: off by 0.2. The same table by the probability of yes.
        string Rows(Func<int, bool, string> score) => "id,split,label,prediction,score\n" + string.Concat(Enumerable.Range(0, 100).Select(i =>
        {
            var (truth, said) = (i % 2 == 0, i % 10 < 7 ? i % 2 == 0 : i % 2 != 0);
            return $"{i},test,{(truth ? "yes" : "no")},{(said ? "yes" : "no")},{score(i, said)}\n";
        }));
        Assert.Equal(0.2, Judge(Rows((_, _) => "0.9")).Metrics["ece"].Value, 5);
        var byProbability = Judge(Rows((_, said) => said ? "0.9" : "0.1"));
        Assert.Equal(0.2, byProbability.Metrics["ece"].Value, 5);
        var bin = Assert.Single(byProbability.Reliability!);
        Assert.Equal((100, 0.7), (bin.Samples, Math.Round(bin.Accuracy, 6)));
        // Logits are no probabilities, and nothing is said of their calibration.
        Assert.DoesNotContain("ece", Judge(Rows((_, said) => said ? "4.2" : "-3")).Metrics.Keys);
    }

    [Fact]
    public void Items_and_inputs_that_splits_share_are_caught_by_name()
    {
        string[] Failed(string text) => [.. Judge(text).Checks.Where(c => !c.Passed).Select(c => c.Name)];
        Assert.Equal(["shared_items"], Failed(Table(columns: ",group", more: i => $",g{i % 7}")));
        Assert.Empty(Failed(Table(columns: ",group", more: i => $",g{i / 4}")));
        Assert.Equal(["near_duplicates"], Failed(Table(columns: ",hash", more: i => $",{i % 97:x}")));
        string Inputs(int i, int width, double shift) => string.Concat(Enumerable.Range(0, width).Select(k => $",{(Noise(i, k) + shift) * Math.Pow(10, k)}"));
        foreach (var width in new[] { 3, 8 })
        {
            var columns = string.Concat(Enumerable.Range(0, width).Select(k => $",input_{k}"));
            Assert.Empty(Failed(Table(columns: columns, more: i => Inputs(i, width, 0))));
            Assert.Equal(["near_duplicates"], Failed(Table(columns: columns, more: i => Inputs(InTrain(i), width, 0))));
            // A hair apart: in eight numbers that is no chance, in three it may be.
            Assert.Equal(width == 8 ? ["near_duplicates"] : [], Failed(Table(columns: columns, more: i => Inputs(InTrain(i), width, 1e-4 * i))));
        }
        Assert.Equal(["target_in_input"], Failed(Table(columns: ",input_a", more: i => $",{7 - i % 4}")));
    }

    // A test row has what a training row has.
    private static int InTrain(int i) => i / 4 % 5 == 4 ? i - 16 : i;

    private static double Noise(int i, int stream) => new RandomKey(5, RandomStream.Data, (ulong)stream).Normal((ulong)i);

    [Fact]
    public void A_failed_check_is_invalid_unless_accepted_by_name()
    {
        var sorted = "id,split,label,prediction\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},{(i < 80 ? "train" : "test")},c{i / 25},c3\n"));
        Assert.Equal("invalid: constant_labels", Judge(sorted).Verdict);
        var accepted = Judge(sorted, "constant_labels", "missing_class", "sorted_split", "class_balance");
        Assert.False(Verdicts.IsInvalid(accepted.Verdict));
        Assert.Equal(4, accepted.Accepted.Count);
    }

    [Fact]
    public void Predictions_that_say_little_are_described()
    {
        Assert.Equal(["no_training_rows", "constant_prediction"], Judge("id,label,prediction\n1,a,a\n2,b,a\n3,c,a\n").Findings.Select(f => f.Name));
        Assert.Equal(["no_training_rows", "never_predicted", "unknown_classes"], Judge("id,label,prediction\n1,a,a\n2,b,z\n3,c,a\n").Findings.Select(f => f.Name));
        var silent = Judge(Table().Replace("s16,test,class 0,class 0", "s16,test,class 0,", StringComparison.Ordinal));
        Assert.Equal(("rows_left_out", "1 of 80 rows have no prediction and are left out"), (silent.Findings[0].Name, silent.Findings[0].Detail));
        var half = string.Join('\n', Table().Split('\n').Select((line, i) => i % 30 == 7 ? line[..(line.LastIndexOf(',') + 1)] : line));
        Assert.Equal("invalid: unreadable_items", Judge(half).Verdict);
    }

    [Fact]
    public void Training_rows_need_no_predictions_and_validation_is_judged_where_there_is_no_test()
    {
        var text = "id,split,label,prediction\n" + string.Concat(Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? $"{i},train,{i / 2 % 2},\n" : $"{i},dev,{i / 2 % 2},{i / 2 % 2}\n"));
        var evaluation = Judge(text);
        Assert.Equal((Split.Validation, "supported"), (evaluation.Split, evaluation.Verdict));
    }

    [Theory]
    [InlineData("", "/p.csv: is empty; its first line must name the columns: id,split,label,prediction")]
    [InlineData("id,label,prediction\n", "/p.csv: holds no rows below its first line")]
    [InlineData("id,label,guess\n1,a,a\n", "/p.csv:1: has no column 'prediction'; it has 'id', 'label', 'guess': rename one, or say which with --column prediction=NAME")]
    [InlineData("id,label,label,prediction\n1,a,a,a\n", "/p.csv:1: the column 'label' is there twice; rename one")]
    [InlineData("id,label,prediction\n1,a\n", "/p.csv:2: has 2 fields where the first line names 3 columns")]
    [InlineData("id,label,prediction\n1,a,a\n1,b,b\n", "/p.csv:3: has the id '1' of line 2 in the same split; give each sample an id of its own")]
    [InlineData("id,label,prediction\n1,a,0\n2,b,1\n", "/p.csv:2: prediction '0' and every other is no label of the file (labels are 'a', 'b'); write both by the same names")]
    [InlineData("id,label,prediction,score\n1,a,a,high\n2,b,b,1\n", "/p.csv:2: score 'high' is not a finite number")]
    [InlineData("id,label,prediction\n1,0.5,0.5\n2,1.5,nan\n", "/p.csv:3: prediction 'nan' is not a finite number")]
    [InlineData("id,split,label,prediction\n1,tset,a,a\n", "/p.csv:2: split 'tset' is not train, validation or test")]
    [InlineData("id,split,label,prediction\n1,train,a,a\n", "/p.csv: has no rows of the validation split; it has train")]
    [InlineData("id,label,prediction\n1,a,\n", "/p.csv: no row has a prediction")]
    [InlineData("id,label,prediction\n1,,a\n", "/p.csv:2: has no label")]
    [InlineData("id,label,prediction\n1,\"a,a\n", "/p.csv:3: begins a quoted field that never ends")]
    [InlineData("id,label,prediction\n1,\"a\"b,a\n", "/p.csv:2: goes on after a closing quote; double the quotes that belong to the text")]
    [InlineData("id,label,prediction\n1,a\0,a\n", "/p.csv:2: holds a zero byte: this is no text")]
    [InlineData("id,label_x,prediction_y\n1,1,1\n", "/p.csv:1: has 'label_x' and no 'prediction_x'; numbers of several parts need both for each part")]
    public void Bad_input_is_one_line_with_file_line_cause_and_way_out(string text, string expected) => Assert.Equal(expected, Error(text));

    [Fact]
    public void What_is_no_text_missing_or_without_end_is_refused()
    {
        Assert.EndsWith("nowhere.csv: there is no such file", Assert.Throws<RunException>(() => PredictionFile.Read(folder["nowhere.csv"], null, new Dictionary<string, string>())).Message);
        File.WriteAllBytes(folder["p.csv"], [.. Encoding.UTF8.GetBytes("id,label,prediction\n1,a"), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(",a\n")]);
        Assert.Contains("is not UTF-8; save the file as UTF-8", Assert.Throws<RunException>(() => PredictionFile.Read(folder["p.csv"], null, new Dictionary<string, string>())).Message);
        Assert.Contains("is a folder", Assert.Throws<RunException>(() => PredictionFile.Read(folder.Path, null, new Dictionary<string, string>())).Message);
        Assert.Contains("a field of more than 10000 characters", Error("id,label,prediction\n1," + new string('a', 20_000) + ",a\n"));
        Assert.Contains("more than 1000 fields", Error(string.Join(',', Enumerable.Range(0, 2000)) + "\n"));
        Assert.Contains("has 600 different labels", Error("id,label,prediction\n" + string.Concat(Enumerable.Range(0, 600).Select(i => $"{i},n{i},n{i}\n"))));
    }

    [Fact]
    public void A_threshold_tuned_on_the_judged_labels_is_caught_and_one_from_validation_is_not()
    {
        var (validation, test) = (Scored(1), Scored(2));
        Assert.False(Threshold(test, BestThreshold(test)).Passed);
        Assert.True(Threshold(test, BestThreshold(validation)).Passed);
        Assert.True(Threshold(test, 0.5).Passed);
        // Where any threshold in a wide gap is the best, the best says nothing.
        var parted = test.Select(r => (r.Positive, Score: r.Positive ? 0.8 + 0.1 * r.Score : 0.1 * r.Score)).ToArray();
        Assert.True(Threshold(parted, BestThreshold(parted)).Passed);
    }

    [Fact]
    public void Thresholds_tuned_on_each_group_s_own_labels_are_caught()
    {
        var groups = Enumerable.Range(0, 12).Select(g => Scored(100 + g, 40)).ToArray();
        CheckResult Check(Func<int, double> thresholdOf) => Threshold([.. groups.SelectMany(g => g)], i => thresholdOf(i / 40), i => $"g{i / 40}");
        Assert.False(Check(g => BestThreshold(groups[g])).Passed);
        Assert.True(Check(g => BestThreshold(groups[(g + 5) % 12])).Passed);
    }

    private CheckResult Threshold((bool Positive, double Score)[] rows, double threshold) => Threshold(rows, _ => threshold, i => $"v{i}");

    private CheckResult Threshold((bool Positive, double Score)[] rows, Func<int, double> threshold, Func<int, string> group)
    {
        var text = "id,group,label,prediction,score,threshold\n" + string.Concat(rows.Select((r, i) =>
            $"{i},{group(i)},{(r.Positive ? 1 : 0)},{(r.Score >= threshold(i) ? 1 : 0)},{r.Score:R},{threshold(i):R}\n"));
        return Judge(text).Checks.Single(c => c.Name == "chosen_on_test");
    }

    // Three in ten are positive; their scores are a little higher.
    private static (bool Positive, double Score)[] Scored(int seed, int count = 400) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var positive = new RandomKey((ulong)seed, RandomStream.Data, 0).Uniform((ulong)i) < 0.3;
        return (positive, 1 / (1 + Math.Exp(-new RandomKey((ulong)seed, RandomStream.Data, 1).Normal((ulong)i) - (positive ? 1 : 0))));
    })];

    // The threshold in the middle between two scores whose F1 is the best.
    private static double BestThreshold((bool Positive, double Score)[] rows)
    {
        var scores = rows.Select(r => r.Score).Order().ToArray();
        var candidates = scores.Zip(scores.Skip(1), (a, b) => (a + b) / 2);
        return candidates.MaxBy(t => 2.0 * rows.Count(r => r.Positive && r.Score >= t) / (rows.Count(r => r.Positive) + rows.Count(r => r.Score >= t)));
    }

    [Fact]
    public void A_hundred_thousand_rows_are_read_and_judged_whole()
    {
        var evaluation = Judge(Table(100_000, ",score", i => i % 7 == 0 ? ",0.8" : ",0.95"));
        Assert.Equal((20_000, "supported"), (evaluation.Samples, evaluation.Verdict));
    }
}
