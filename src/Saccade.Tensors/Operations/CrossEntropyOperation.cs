using Saccade.Tensors.Kernels;
using Saccade.Tensors.Memory;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Softmax and cross-entropy in one, both ways: the mean over rows of -log softmax(logits)[label]. Weights, smoothing and ignored rows
/// as in torch.nn.functional.cross_entropy; only when every row is ignored the loss is 0 rather than not a number.
/// </summary>
public static unsafe class CrossEntropyOperation
{
    /// <summary>The label of a row that does not count, unless another is given.</summary>
    public const int IgnoredLabel = -100;

    /// <param name="logits">[.., C]</param>
    /// <param name="labels">One class, 0 to C - 1, for each row of logits.</param>
    /// <param name="labelSmoothing">The share of the target that is spread evenly over all classes, in [0, 1].</param>
    /// <param name="classWeights">[C], what each class counts; null for 1. The mean is weighted by them.</param>
    /// <param name="ignore">The label of rows that do not count.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together, or a label that is no class.</exception>
    public static Tensor CrossEntropy(
        this Tensor logits, IntTensor labels, float labelSmoothing = 0, Tensor? classWeights = null, int ignore = IgnoredLabel)
    {
        int classes = logits.Shape[^1], rows = logits.Count / Math.Max(1, classes);
        if (labels.Count != rows)
            throw new ArgumentException($"CrossEntropy: logits of shape {logits.Shape} need {rows} labels, not {labels.Shape}.");
        if (classWeights is not null && classWeights.Shape != new Shape(classes))
            throw new ArgumentException($"CrossEntropy: class weights of shape {classWeights.Shape} must be [{classes}].");
        if (!(labelSmoothing is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), $"Label smoothing lies in [0, 1], unlike {labelSmoothing}.");
        var targets = new Targets(labels.Pointer, classWeights is null ? null : classWeights.Pointer, classes, labelSmoothing, ignore);
        var total = targets.TotalWeight(rows);
        var engine = logits.Engine;
        var norms = engine.Empty(rows, 2);
        float* px = logits.Pointer, pn = norms.Pointer;
        using var workspace = new Workspace(engine, rows);
        var losses = workspace.Pointer;
        engine.Workers.ForRange(rows, SoftmaxKernel.RowBlock(classes), (start, end) =>
        {
            if (NarrowSoftmax.Takes(classes))
                NarrowSoftmax.LogSumExp(px + (nint)start * classes, end - start, classes, pn + 2 * start);
            for (var row = start; row < end; row++)
            {
                var x = px + (nint)row * classes;
                if (!NarrowSoftmax.Takes(classes))
                    (pn[2 * row], pn[2 * row + 1]) = SoftmaxKernel.LogSumExp(x, classes);
                losses[row] = targets.Loss(row, x, pn[2 * row], pn[2 * row + 1]);
            }
        });
        var sum = 0.0;
        for (var row = 0; row < rows; row++)
            sum += losses[row];
        var y = engine.Scalar(total > 0 ? (float)(sum / total) : 0);
        if (engine.Records(logits))
            engine.Record(y, new Backprop(logits, labels, classWeights, labelSmoothing, ignore, norms, total));
        else
            norms.Release();
        return y;
    }

    /// <summary>What the rows should be. With w the class weights, e the smoothing and C the classes: the target of class c is
    /// w[c] * ((1 - e) * [c is the label] + e / C).</summary>
    private readonly struct Targets(int* labels, float* weights, int classes, float smoothing, int ignore)
    {
        private readonly int* _labels = labels;
        private readonly float* _weights = weights;

        /// <summary>The sum of the labels' weights, by which the loss is divided. It checks the labels on the way.</summary>
        public double TotalWeight(int rows)
        {
            var total = 0.0;
            for (var row = 0; row < rows; row++)
            {
                var label = _labels[row];
                if (label == ignore)
                    continue;
                if ((uint)label >= (uint)classes)
                    throw new ArgumentException($"CrossEntropy: the label {label} of row {row} is none of the {classes} classes.");
                total += Weight(label);
            }
            return total;
        }

        public float Loss(int row, float* x, float shift, float logSum)
        {
            var label = _labels[row];
            if (label == ignore)
                return 0;
            var loss = (1 - smoothing) * Weight(label) * (shift - x[label] + logSum);
            if (smoothing == 0)
                return loss;
            var spread = 0f;
            for (var c = 0; c < classes; c++)
                spread += Weight(c) * (shift - x[c] + logSum);
            return loss + smoothing / classes * spread;
        }

        /// <summary>dx = scale * (softmax(x) * (the sum of the targets) - target), for rows from start to before end.</summary>
        public void Gradients(int start, int end, float* x, float* norms, float scale, float* dx)
        {
            var factors = stackalloc float[NarrowSoftmax.Rows];
            for (var row = start; row < end; row += NarrowSoftmax.Rows)
            {
                var rows = Math.Min(NarrowSoftmax.Rows, end - row);
                for (var i = 0; i < rows; i++)
                    factors[i] = scale * Sum(row + i);
                if (NarrowSoftmax.Takes(classes))
                    NarrowSoftmax.Exponential(x + (nint)row * classes, dx + (nint)row * classes, rows, classes, norms + 2 * row, factors);
                for (var i = 0; i < rows; i++)
                {
                    var at = (nint)(row + i) * classes;
                    if (!NarrowSoftmax.Takes(classes))
                        SoftmaxKernel.ShiftedExponential(x + at, dx + at, classes, norms[2 * (row + i)], factors[i] * MathF.Exp(-norms[2 * (row + i) + 1]));
                    Subtract(row + i, scale, dx + at);
                }
            }
        }

        /// <summary>The sum of a row's targets; 0 for one that does not count.</summary>
        private float Sum(int row)
        {
            var label = _labels[row];
            if (label == ignore)
                return 0;
            var sum = (1 - smoothing) * Weight(label);
            if (smoothing > 0)
                for (var c = 0; c < classes; c++)
                    sum += smoothing / classes * Weight(c);
            return sum;
        }

        /// <summary>dx -= scale * target; zeros for a row that does not count.</summary>
        private void Subtract(int row, float scale, float* dx)
        {
            var label = _labels[row];
            if (label == ignore)
            {
                new Span<float>(dx, classes).Clear();
                return;
            }
            if (smoothing > 0)
                for (var c = 0; c < classes; c++)
                    dx[c] -= scale * (smoothing / classes) * Weight(c);
            dx[label] -= scale * ((1 - smoothing) * Weight(label));
        }

        private float Weight(int label) => _weights is null ? 1 : _weights[label];
    }

    private sealed class Backprop : Operation
    {
        private readonly Tensor _logits;
        private readonly IntTensor _labels;
        private readonly Tensor? _classWeights;
        private readonly float _smoothing;
        private readonly int _ignore;
        private readonly Tensor _norms;
        private readonly double _total;

        public Backprop(Tensor logits, IntTensor labels, Tensor? classWeights, float smoothing, int ignore, Tensor norms, double total)
        {
            (_logits, _labels, _classWeights, _smoothing, _ignore, _total) = (logits, labels, classWeights, smoothing, ignore, total);
            _norms = Saved(norms);
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            int classes = _logits.Shape[^1], rows = _labels.Count;
            var targets = new Targets(_labels.Pointer, _classWeights is null ? null : _classWeights.Pointer, classes, _smoothing, _ignore);
            var dx = y.Engine.Empty(_logits.Shape);
            float* px = _logits.Pointer, pn = _norms.Pointer, pdx = dx.Pointer;
            var scale = _total > 0 ? (float)(dy.Item() / _total) : 0;
            y.Engine.Workers.ForRange(rows, SoftmaxKernel.RowBlock(classes), (start, end) =>
                targets.Gradients(start, end, px, pn, scale, pdx));
            _logits.AddGradient(dx);
        }
    }
}
