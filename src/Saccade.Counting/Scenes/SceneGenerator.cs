using Saccade.Counting.Geometry;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Scenes;

/// <summary>
/// Makes scenes: scene i of a seed is the same in any order, on any thread. An object that finds no place where it and all others stay at least half visible is left
/// out, so the truth is what was drawn and not what was planned.
/// </summary>
public sealed class SceneGenerator
{
    /// <summary>Of what a seed means: rises when the same seed gives other scenes.</summary>
    public const int Version = 1;

    /// <summary>Of every object at least this share is seen.</summary>
    public const double FewestVisible = 0.5;

    private const int MostKinds = 3, Attempts = 40;

    // Between objects that are kept apart, in pixels.
    private const double Gap = 2;

    private const double LargestRadius = 0.09, SmallestRadius = 0.035, MostCovered = 0.3, SizeVariation = 0.3, Noise = 0.012;
    // The lower half of an attempt's draws is for its place; the upper half of the first one's is for what the object keeps through all attempts.
    private const ulong DrawsPerKind = 8, DrawsPerAttempt = 16, Kept = 8, DrawsPerObject = Attempts * DrawsPerAttempt;

    // Long side by short side.
    private static readonly double[] Proportions = [1, 5.0 / 4, 4.0 / 3, 3.0 / 2];

    private readonly SceneOptions _options;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SceneGenerator(SceneOptions options)
    {
        options.Validate();
        _options = options;
    }

    public SceneOptions Options => _options;

    public Scene Make(long index)
    {
        var (plan, kinds, places, surface, ground) = (Key(index, ScenePurpose.Plan), Key(index, ScenePurpose.Kinds), Key(index, ScenePurpose.Objects), Key(index, ScenePurpose.Surface), Key(index, ScenePurpose.Ground));
        var (width, height) = Size(plan);
        var canvas = new Canvas(width, height);
        var (isApart, isCluttered) = (plan.UniformDouble(8) < _options.Apart, plan.UniformDouble(9) < _options.Clutter);
        Ground.Paint(canvas, ground, isCluttered);
        var wanted = _options.Fewest + plan.Integer(2, _options.Most - _options.Fewest + 1);
        var looks = Kinds(plan, kinds);
        var usual = UsualRadius(plan, wanted, width, height);
        var placed = new List<SceneObject>(wanted);
        for (var i = 0; i < wanted; i++)
        {
            if (Place(canvas, placed, looks, places, surface, usual, isApart, i) is not { } shown)
                continue;
            placed.Add(shown);
            ObjectPainter.Paint(canvas, shown, new Outline(shown, surface), surface);
        }
        if (isCluttered)
            Ground.Light(canvas, ground);
        AddNoise(canvas, Key(index, ScenePurpose.Noise));
        return new Scene(canvas.ToFrame(), [.. placed.Zip(canvas.Seen(), (o, s) => new SeenObject(s.Mean, s.Box, o.Colour, s.Visible, s.Touches))], Category(plan, looks), isCluttered);
    }

    private RandomKey Key(long index, ScenePurpose purpose) => new(_options.Seed, RandomStream.Data, (ulong)index, (uint)purpose);

    private (int Width, int Height) Size(RandomKey plan)
    {
        var shorter = _options.Varied ? (int)Math.Round(_options.Size / Proportions[plan.Integer(0, Proportions.Length)]) : _options.Size;
        return plan.Integer(1, 2) == 0 ? (_options.Size, shorter) : (shorter, _options.Size);
    }

    /// <summary>The radius that most objects have: many are smaller, so that they find a place.</summary>
    private double UsualRadius(RandomKey plan, int wanted, int width, int height)
    {
        var radius = _options.Size * (SmallestRadius + ((LargestRadius - SmallestRadius) * plan.UniformDouble(3)));
        var widest = Math.Sqrt(MostCovered * width * height / (Math.PI * Math.Max(1, wanted)));
        return Math.Min(radius, widest);
    }

    private (ObjectShape Shape, ObjectColour Colour, Texture Texture)[] Kinds(RandomKey plan, RandomKey random)
    {
        var kinds = new (ObjectShape, ObjectColour, Texture)[1 + plan.Integer(4, MostKinds)];
        for (var i = 0; i < kinds.Length; i++)
        {
            var draw = (ulong)i * DrawsPerKind;
            kinds[i] = (
                _options.Varied ? (ObjectShape)random.Integer(draw, Enum.GetValues<ObjectShape>().Length) : ObjectShape.Disc,
                (ObjectColour)random.Integer(draw + 1, Enum.GetValues<ObjectColour>().Length),
                _options.Varied ? (Texture)random.Integer(draw + 2, Enum.GetValues<Texture>().Length) : Texture.Plain);
        }
        return kinds;
    }

    /// <summary>The first place of a few tries at which everything stays visible; each try is a little smaller.</summary>
    private SceneObject? Place(
        Canvas canvas, List<SceneObject> placed, (ObjectShape Shape, ObjectColour Colour, Texture Texture)[] kinds, RandomKey random, RandomKey surface, double usual, bool isApart, int number)
    {
        var first = (ulong)number * DrawsPerObject;
        var kept = first + Kept;
        var (shape, colour, texture) = kinds[random.Integer(kept, kinds.Length)];
        var radius = usual * (1 + (SizeVariation * ((2 * random.UniformDouble(kept + 1)) - 1)));
        var (aspect, corners, light) = (0.5 + (0.4 * random.UniformDouble(kept + 2)), 3 + random.Integer(kept + 3, 4), 0.85 + (0.3 * random.UniformDouble(kept + 4)));
        for (ulong attempt = 0; attempt < Attempts; attempt++)
        {
            var draw = first + (attempt * DrawsPerAttempt);
            var angle = 2 * Math.PI * random.UniformDouble(draw + 5);
            var smaller = radius * (1 - (0.4 * attempt / Attempts));
            var tried = new SceneObject(shape, colour, texture, Centre(canvas, isApart ? [] : placed, random, draw, smaller), smaller, aspect, angle, corners, light, number);
            if (canvas.TryClaim(new Outline(tried, surface), tried.Centre, FewestVisible, isApart ? Gap : 0))
                return tried;
        }
        return null;
    }

    /// <summary>Beside or over another object, or anywhere.</summary>
    private PointPixels Centre(Canvas canvas, List<SceneObject> placed, RandomKey random, ulong draw, double radius)
    {
        if (placed.Count > 0 && random.UniformDouble(draw) < _options.Touching)
        {
            var other = placed[random.Integer(draw + 1, placed.Count)];
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.UniformDouble(draw + 2));
            var apart = (other.Radius + radius) * (0.6 + (0.4 * random.UniformDouble(draw + 3)));
            return new(other.Centre.X + (apart * cos), other.Centre.Y + (apart * sin));
        }
        return new(canvas.Width * random.UniformDouble(draw + 3), canvas.Height * random.UniformDouble(draw + 4));
    }

    /// <summary>Everything, or one colour: mostly one that is there, now and then one that is not.</summary>
    private int Category(RandomKey plan, (ObjectShape Shape, ObjectColour Colour, Texture Texture)[] kinds)
    {
        const double Absent = 0.1;
        if (plan.UniformDouble(5) >= _options.OneColour)
            return Categories.All;
        return plan.UniformDouble(6) < Absent
            ? Categories.Of((ObjectColour)plan.Integer(7, Enum.GetValues<ObjectColour>().Length))
            : Categories.Of(kinds[plan.Integer(7, kinds.Length)].Colour);
    }

    private static void AddNoise(Canvas canvas, RandomKey random)
    {
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                var pixel = canvas[x, y];
                var noise = (float)(Noise * random.Normal((ulong)((y * canvas.Width) + x)));
                for (var c = 0; c < 3; c++)
                    pixel[c] += noise;
            }
        }
    }
}
