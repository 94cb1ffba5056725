namespace Saccade.Training;

/// <summary>The applications a host offers, and the way from a recipe to the one it is for.</summary>
public sealed class ApplicationList(params IReadOnlyList<IApplication> applications)
{
    public IReadOnlyList<IApplication> All { get; } = applications;

    /// <summary>Finds the recipe's application and binds every key.</summary>
    /// <exception cref="RecipeException">The task is unknown, or a key is; names file, line and the nearest valid name.</exception>
    public (IApplication Application, Recipe Recipe) Bind(RecipeFile file)
    {
        var task = file.Peek("task") ?? throw new RecipeException(file.Source, 0, "task", "is missing; every recipe has it");
        var application = All.FirstOrDefault(a => a.Task == task)
            ?? throw new RecipeException(file.Source, 0, "task", $"is '{task}'; the nearest task is '{NearestName.Of(task, All.Select(a => a.Task))}'");
        return (application, file.Bind(application.OptionGroups));
    }

    /// <summary>Binds the recipe that a run was trained by.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sets"><c>key=value</c> on top, such as other data to judge it on.</param>
    /// <exception cref="RecipeException">As for a recipe.</exception>
    /// <exception cref="RunException">The same, where the run was made by a newer version than this.</exception>
    public (IApplication Application, Recipe Recipe) Bind(RunFolder run, params IReadOnlyList<string> sets)
    {
        var info = run.ReadInfo();
        try
        {
            return Bind(RecipeFile.FromJson(info.Recipe, run.InfoPath, sets));
        }
        catch (RecipeException fault) when (fault.RecipeSource == run.InfoPath && MachineInfo.IsNewer(info.CodeVersion))
        {
            throw new RunException($"{fault.Message}; the run was made by version {info.CodeVersion.Split('+')[0]}, newer than this {MachineInfo.CodeVersion.Split('+')[0]}: update Saccade to use it", fault);
        }
    }
}
