using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Pages;
using Saccade.Studio.Runs;
using Saccade.Training;

namespace Saccade.Studio.Hosting;

/// <summary><c>/api/settings</c>: what this Studio is and may do.</summary>
internal sealed class SettingsEndpoint(StudioFolder folder, bool tokenRequired)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/settings", context => StudioJson.Write(context, new
    {
        Version = MachineInfo.CodeVersion,
        Folder = folder.Root,
        ReadOnly = folder.Refusal is not null,
        folder.Refusal,
        TokenRequired = tokenRequired,
        Pages = PageFiles.AreThere ? "embedded" : "absent",
        OtherStudio = folder.HasOther,
    }));
}
