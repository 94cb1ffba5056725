using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Random;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests;

public unsafe class GemmTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 7, 9, 8 }, { 14, 32, 16 }, { 15, 33, 17 }, { 31, 31, 31 }, { 33, 65, 40 }, { 100, 32, 100 }, { 37, 45, 53 },
        { 161, 77, 515 }, { 5, 700, 90 }, { 64, 1030, 33 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_transpositions_agree_with_three_loops(int m, int n, int k)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var scope = engine.BeginScope();
        foreach (var transposeA in new[] { false, true })
            foreach (var transposeB in new[] { false, true })
                foreach (var accumulate in new[] { false, true })
                {
                    var a = Random(engine, 1, m * k);
                    var b = Random(engine, 2, k * n);
                    var c = Random(engine, 3, m * n);
                    var expected = new double[m * n];
                    for (var i = 0; i < m; i++)
                        for (var j = 0; j < n; j++)
                        {
                            double sum = accumulate ? c.AsSpan()[i * n + j] : 0;
                            for (var p = 0; p < k; p++)
                                sum += (double)a.AsSpan()[transposeA ? p * m + i : i * k + p] * b.AsSpan()[transposeB ? j * k + p : p * n + j];
                            expected[i * n + j] = sum;
                        }
                    Gemm.Run(
                        engine, m, n, k,
                        new Operand(a.Pointer, transposeA ? m : k, transposeA),
                        new Operand(b.Pointer, transposeB ? k : n, transposeB),
                        c.Pointer, n, accumulate);
                    OperationCheck.Compare($"transpose {transposeA} {transposeB}, accumulate {accumulate}", expected, c.ToArray(), 2e-6);
                }
    }

    [Fact]
    public void A_row_does_not_depend_on_the_rows_beside_it()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var scope = engine.BeginScope();
        const int m = 200, n = 70, k = 500;
        var a = Random(engine, 1, m * k);
        var b = Random(engine, 2, k * n);
        var all = engine.Empty(m, n);
        Gemm.Run(engine, m, n, k, new Operand(a.Pointer, k), new Operand(b.Pointer, n), all.Pointer, n);
        foreach (var row in new[] { 0, 13, 14, 199 })
        {
            var one = engine.Empty(1, n);
            Gemm.Run(engine, 1, n, k, new Operand(a.Pointer + row * k, k), new Operand(b.Pointer, n), one.Pointer, n);
            Assert.Equal(all.AsSpan().Slice(row * n, n).ToArray(), one.ToArray());
        }
    }

    private static Tensor Random(Engine engine, ulong seed, int count)
    {
        var key = new RandomKey(seed, RandomStream.Data, 0);
        var tensor = engine.Empty(count);
        for (var i = 0; i < count; i++)
            tensor.AsSpan()[i] = (float)key.Normal((ulong)i);
        return tensor;
    }
}
