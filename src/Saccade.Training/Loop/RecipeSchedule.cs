using Saccade.Neural;

namespace Saccade.Training;

/// <summary>The learning rate's course that a recipe asks for: warm-up, then what <see cref="RunOptions.Schedule"/> names.</summary>
public static class RecipeSchedule
{
    /// <param name="recipe">The recipe.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="totalSteps">Where the course ends.</param>
    /// <returns>Fractions of the recipe's learning rate, step by step.</returns>
    public static Schedule Of(Recipe recipe, long stepsPerEpoch, long totalSteps)
    {
        var warmUp = Math.Min((long)(recipe.Run.WarmupEpochs * stepsPerEpoch), totalSteps - 1);
        var main = Main(recipe, totalSteps - warmUp, stepsPerEpoch);
        return warmUp > 0 ? new WarmUpSchedule(warmUp, main) : main;
    }

    private static Schedule Main(Recipe recipe, long steps, long stepsPerEpoch) => recipe.Run.Schedule switch
    {
        ScheduleKind.Constant => new ConstantSchedule(),
        ScheduleKind.Cosine => new CosineSchedule(steps),
        ScheduleKind.Step => new StepSchedule((steps + 2) / 3),
        ScheduleKind.Plateau => new PlateauSchedule(),
        ScheduleKind.OneCycle => new OneCycleSchedule(steps),
        ScheduleKind.CosineAnnealing => new PerEpochSchedule(
            stepsPerEpoch, new CosineAnnealingSchedule(Math.Max(1, steps / stepsPerEpoch - recipe.Trainer.CosineEarly), recipe.Trainer.CosineFloor)),
        _ => throw new InvalidOperationException($"No schedule {recipe.Run.Schedule}."),
    };
}
