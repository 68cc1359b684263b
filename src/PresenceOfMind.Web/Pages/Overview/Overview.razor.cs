using Microsoft.AspNetCore.Components;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Web.Pages.Overview;

/// <summary>People, their presence and their tasks, live.</summary>
public sealed partial class Overview
{
    private TeamView? _view;
    private IReadOnlyList<TaskView> _waiting = [];
    private IReadOnlyList<TaskView> _recent = [];
    private string? _notice;

    /// <summary>Why what a plain form asked for was refused, where it was.</summary>
    [SupplyParameterFromQuery]
    public string? Notice { get; set; }

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
        _view = await Teams.GetViewAsync(Shown.Team);
        _waiting = [.. _view.Tasks.Where(t => t.State is TaskState.Waiting or TaskState.Offered or TaskState.Scheduled)];
        _recent =
        [
            .. _view.Tasks.Where(t => t.State is TaskState.Assigned or TaskState.OnHold or TaskState.WrappingUp).Reverse(),
            .. _view.Ended,
        ];
    }

    private Task AddAsync(string title) => DoAsync(() => Teams.AddTaskAsync(Shown.Team, new NewTask(title)));

    private Task CompleteAsync((TaskId Id, string? Outcome) done) =>
        DoAsync(() => Teams.CompleteTaskAsync(Shown.Team, done.Id, outcome: done.Outcome));

    private Task CancelAsync(TaskId id) => DoAsync(() => Teams.CancelTaskAsync(Shown.Team, id));

    private Task AcceptAsync(OfferView offer) => DoAsync(() => Teams.AcceptOfferAsync(Shown.Team, offer.Task, offer.Worker));

    private Task DeclineAsync(OfferView offer) => DoAsync(() => Teams.DeclineOfferAsync(Shown.Team, offer.Task, offer.Worker));

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

        await ShowAsync();
    }
}
