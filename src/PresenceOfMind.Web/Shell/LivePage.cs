using Microsoft.AspNetCore.Components;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Web.Access;

namespace PresenceOfMind.Web.Shell;

/// <summary>A page that shows the team as it is, and refreshes when the team's log has grown.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    [Inject]
    private protected PageActions Actions { get; set; } = null!;

    [Inject]
    private protected ShownTeam Shown { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            await ShowAsync();
        }
        catch (AccessException)
        {
            // The rights changed while the page was loaded; the page that is loaded anew asks to sign in.
            Navigation.Refresh(forceReload: true);
            return;
        }

        if (RendererInfo.IsInteractive)
        {
            _ = FollowAsync(_leaving.Token);
        }
    }

    /// <summary>Reads what is shown.</summary>
    protected abstract Task ShowAsync();

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in Actions.WatchAsync(cancellationToken))
            {
                await InvokeAsync(async () =>
                {
                    await ShowAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception error) when (error is DispatchException or AccessException)
        {
            // The team was removed, or the rights changed; the page that is loaded anew says so.
            await InvokeAsync(() => Navigation.Refresh(forceReload: true));
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }
}
