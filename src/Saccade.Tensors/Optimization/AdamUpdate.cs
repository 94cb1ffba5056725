using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Optimization;

/// <summary>
/// Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019) over a parameter block: scaling, decay, both running means, the
/// update and the zeroing of the gradient in one pass over memory. Formulas as in torch.optim.Adam and torch.optim.AdamW.
/// </summary>
public static unsafe class AdamUpdate
{
    /// <summary>One step with decoupled weight decay: the values shrink by learning rate x decay, gradients do not see it.</summary>
    /// <param name="block">The parameters and their gradients; gradients are zero afterwards.</param>
    /// <param name="mean">Running mean of gradients, from <see cref="ParameterBlock.NewState"/>.</param>
    /// <param name="meanSquare">Running mean of squared gradients, from <see cref="ParameterBlock.NewState"/>.</param>
    /// <param name="weightDecay">One weight decay for each parameter.</param>
    /// <param name="settings">The other numbers.</param>
    public static void AdamWStep(this ParameterBlock block, Tensor mean, Tensor meanSquare, IReadOnlyList<float> weightDecay, AdamSettings settings) =>
        Run(block, mean, meanSquare, weightDecay, settings, decoupled: true);

    /// <summary>One step with coupled weight decay (L2): decay x value is added to the gradient before the running means.</summary>
    /// <inheritdoc cref="AdamWStep"/>
    public static void AdamStep(this ParameterBlock block, Tensor mean, Tensor meanSquare, IReadOnlyList<float> weightDecay, AdamSettings settings) =>
        Run(block, mean, meanSquare, weightDecay, settings, decoupled: false);

    private static void Run(
        ParameterBlock block, Tensor mean, Tensor meanSquare, IReadOnlyList<float> weightDecay, AdamSettings settings, bool decoupled)
    {
        block.CheckState(mean);
        block.CheckState(meanSquare);
        if (weightDecay.Count != block.Parameters.Count)
            throw new ArgumentException($"{weightDecay.Count} weight decays were given for {block.Parameters.Count} parameters.", nameof(weightDecay));
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Step, 1, nameof(settings));
        // Zero would turn the padding into 0/0.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Epsilon, nameof(settings));
        var values = block.Values.Pointer;
        var gradients = block.Gradients.Pointer;
        var means = mean.Pointer;
        var squares = meanSquare.Pointer;
        var coefficients = new Coefficients(settings);
        var learningRate = settings.LearningRate;
        block.ForSegments((parameter, start, end) =>
        {
            double decay = weightDecay[parameter];
            var c = decoupled
                ? coefficients with { Keep = (float)(1 - learningRate * decay) }
                : coefficients with { Coupled = (float)decay };
            if (Simd.Bits == 512)
                Loop<Lanes512>(values + start, gradients + start, means + start, squares + start, end - start, c);
            else if (Simd.Bits == 256)
                Loop<Lanes256>(values + start, gradients + start, means + start, squares + start, end - start, c);
            else
                Loop<Lanes128>(values + start, gradients + start, means + start, squares + start, end - start, c);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<V>(float* value, float* gradient, float* mean, float* square, int count, Coefficients c)
        where V : struct, ILanes<V>
    {
        var scale = V.Broadcast(c.Scale);
        var coupled = V.Broadcast(c.Coupled);
        var keep = V.Broadcast(c.Keep);
        var beta1 = V.Broadcast(c.Beta1);
        var rest1 = V.Broadcast(c.Rest1);
        var beta2 = V.Broadcast(c.Beta2);
        var rest2 = V.Broadcast(c.Rest2);
        var size = V.Broadcast(c.NegativeStepSize);
        var inverseRoot = V.Broadcast(c.InverseRootCorrection);
        var epsilon = V.Broadcast(c.Epsilon);
        for (var i = 0; i < count; i += V.Count)
        {
            var p = V.Load(value + i);
            var g = V.MultiplyAdd(coupled, p, scale * V.Load(gradient + i));
            var m = V.MultiplyAdd(beta1, V.Load(mean + i), rest1 * g);
            var v = V.MultiplyAdd(beta2, V.Load(square + i), rest2 * (g * g));
            V.Store(mean + i, m);
            V.Store(square + i, v);
            V.Store(gradient + i, V.Zero);
            var denominator = V.MultiplyAdd(V.Sqrt(v), inverseRoot, epsilon);
            V.Store(value + i, V.MultiplyAdd(size, m / denominator, p * keep));
        }
    }

    private readonly record struct Coefficients
    {
        public Coefficients(AdamSettings settings)
        {
            Scale = (float)settings.GradientScale;
            Beta1 = (float)settings.Beta1;
            Rest1 = (float)(1 - settings.Beta1);
            Beta2 = (float)settings.Beta2;
            Rest2 = (float)(1 - settings.Beta2);
            NegativeStepSize = (float)(-settings.LearningRate / (1 - Math.Pow(settings.Beta1, settings.Step)));
            InverseRootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, settings.Step)));
            Epsilon = (float)settings.Epsilon;
        }

        public float Scale { get; }

        public float Coupled { get; init; }

        public float Keep { get; init; } = 1;

        public float Beta1 { get; }

        public float Rest1 { get; }

        public float Beta2 { get; }

        public float Rest2 { get; }

        public float NegativeStepSize { get; }

        public float InverseRootCorrection { get; }

        public float Epsilon { get; }
    }
}
