using Saccade.Training;

namespace Saccade.Editing.Data;

/// <summary>Data as the models of one family take it.</summary>
internal interface IFamilyData : IDataSource
{
    ModelFamily Family { get; }
}
