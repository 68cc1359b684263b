using Microsoft.AspNetCore.Components;
using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Web.Pages.Endpoints;

/// <summary>
/// The applications' endpoints that hear nothing, and why in words; nothing where all hear, or where this host is no PWS server.
/// </summary>
public sealed partial class SilentEndpoints
{
    private const int Shown = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<EndpointDiagnosis> _silent = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _silent = await Actions.ListSilentEndpointsAsync();
        if (RendererInfo.IsInteractive)
        {
            _ = FollowAsync(_leaving.Token);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var now = await Actions.ListSilentEndpointsAsync();
                if (!now.SequenceEqual(_silent))
                {
                    _silent = now;
                    await InvokeAsync(StateHasChanged);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }
}
