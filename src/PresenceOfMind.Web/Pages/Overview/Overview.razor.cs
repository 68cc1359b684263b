using Microsoft.AspNetCore.Components;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Web.Access;

namespace PresenceOfMind.Web.Pages.Overview;

/// <summary>People, their presence and their tasks, live.</summary>
public sealed partial class Overview
{
    private TeamView? _view;
    private IReadOnlyList<TaskView> _waiting = [];
    private IReadOnlyList<TaskView> _recent = [];
    private PageRights _rights = PageRights.None;
    private string? _notice;

    /// <summary>Why what a plain form asked for was refused, where it was.</summary>
    [SupplyParameterFromQuery]
    public string? Notice { get; set; }

    [Inject]
    private PageRightsService Rights { get; set; } = null!;

    private int Free => _view!.Workers.Count(w => w.Able);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _notice = Notice;
        return base.OnInitializedAsync();
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        _rights = await Rights.FindAsync();
        _view = await Actions.ShowTeamAsync();
        _waiting = [.. _view.Tasks.Where(t => t.State is TaskState.Waiting or TaskState.Offered or TaskState.Scheduled)];
        _recent =
        [
            .. _view.Tasks.Where(t => t.State is TaskState.Assigned or TaskState.OnHold or TaskState.WrappingUp).Reverse(),
            .. _view.Ended,
        ];
    }

    private Task AddAsync(string title) => DoAsync(() => Actions.AddTaskAsync(title));

    private Task CompleteAsync((TaskId Id, string? Outcome) done) => DoAsync(() => Actions.CompleteTaskAsync(done.Id, done.Outcome));

    private Task CancelAsync(TaskId id) => DoAsync(() => Actions.CancelTaskAsync(id));

    private Task AcceptAsync(OfferView offer) => DoAsync(() => Actions.AcceptOfferAsync(offer.Task, offer.Worker));

    private Task DeclineAsync(OfferView offer) => DoAsync(() => Actions.DeclineOfferAsync(offer.Task, offer.Worker));

    private async Task DoAsync(Func<Task> command)
    {
        _notice = null;
        try
        {
            await command();
        }
        catch (DispatchException refused)
        {
            _notice = refused.Refusal.Detail;
        }
        catch (AccessException refused)
        {
            _notice = refused.Message;
            if (refused.Status == 401)
            {
                return;
            }
        }

        await ShowAsync();
    }
}
