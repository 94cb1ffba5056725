namespace Saccade.Training;

/// <summary>One way in which data makes results meaningless.</summary>
public interface IDataCheck
{
    CheckResult Judge(DataInventory data);
}
