using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Explanations;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Web.Access;

/// <summary>
/// Everything that a page reads and does, in the team that is shown. Each method is a row of <see cref="PageActionTable"/>, and asks
/// whether the reader may now, whatever the page shows. The pages have no other way to the teams.
/// </summary>
/// <param name="teams">The teams.</param>
/// <param name="explanations">Why tasks go to whom they go.</param>
/// <param name="facts">Answers what belongs to whom.</param>
/// <param name="user">The reader.</param>
/// <param name="shown">The team that is shown.</param>
/// <param name="services">Has the PWS server's diagnosis, where this host is one.</param>
internal sealed class PageActions(
    ITeams teams, IExplanations explanations, ITeamFacts facts, PageUser user, ShownTeam shown, IServiceProvider services)
{
    /// <summary>The team; for a worker the own offers and tasks alone.</summary>
    public async Task<TeamView> ShowTeamAsync()
    {
        await RequireAsync();
        var view = await teams.GetViewAsync(shown.Team);
        var (principal, _) = await user.RequireAsync(nameof(ShowTeamAsync));
        if (principal.Has(Permission.Read, shown.Team.Value))
        {
            return view;
        }

        var own = principal.WorkersWith(Permission.Read, shown.Team.Value).ToHashSet(StringComparer.Ordinal);
        return view with
        {
            WaitsBecause = null,
            Workers = [.. view.Workers.Where(w => own.Contains(w.Contact.Value))],
            Tasks = [.. view.Tasks.Where(t => IsOwn(t, own))],
            Ended = [.. view.Ended.Where(t => IsOwn(t, own))],
        };
    }

    /// <summary>The positions that the team's log reaches.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async IAsyncEnumerable<long> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await RequireAsync();
        await foreach (var position in teams.WatchAsync(shown.Team, cancellationToken))
        {
            yield return position;
        }
    }

    /// <summary>A task; null where there is none that the reader may see.</summary>
    /// <param name="id">The task.</param>
    public async Task<TaskView?> ShowTaskAsync(TaskId id)
    {
        try
        {
            await RequireAsync(id);
        }
        catch (AccessException refusal) when (refusal.Status == 403)
        {
            return null;
        }

        return await teams.FindTaskAsync(shown.Team, id);
    }

    /// <summary>Why a task waits, or who has it and why.</summary>
    /// <param name="id">The task.</param>
    public async Task<TaskExplanation> ExplainTaskAsync(TaskId id)
    {
        await RequireAsync(id);
        return await explanations.ExplainTaskAsync(shown.Team, id);
    }

    /// <summary>Why a worker gets work, or none.</summary>
    /// <param name="contact">The worker.</param>
    public async Task<WorkerExplanation> ExplainWorkerAsync(Contact contact)
    {
        await RequireAsync(worker: contact);
        return await explanations.ExplainWorkerAsync(shown.Team, contact);
    }

    /// <summary>The endpoints that hear nothing; none for who may not know of them, or where this host is no PWS server.</summary>
    public async Task<IReadOnlyList<EndpointDiagnosis>> ListSilentEndpointsAsync()
    {
        try
        {
            await RequireAsync();
        }
        catch (AccessException)
        {
            return [];
        }

        return services.GetService<IDiagnosis>()?.List() ?? [];
    }

    /// <summary>Adds a task.</summary>
    /// <param name="title">What is to be done.</param>
    public async Task AddTaskAsync(string title)
    {
        var origin = await RequireAsync();
        await teams.AddTaskAsync(shown.Team, new NewTask(title), origin: origin);
    }

    /// <summary>Cancels a task.</summary>
    /// <param name="id">The task.</param>
    public async Task CancelTaskAsync(TaskId id)
    {
        var origin = await RequireAsync(id);
        await teams.CancelTaskAsync(shown.Team, id, origin: origin);
    }

    /// <summary>Completes a task.</summary>
    /// <param name="id">The task.</param>
    /// <param name="outcome">The outcome; null for none.</param>
    public async Task CompleteTaskAsync(TaskId id, string? outcome)
    {
        var origin = await RequireAsync(id);
        await teams.CompleteTaskAsync(shown.Team, id, outcome: outcome, origin: origin);
    }

    /// <summary>Accepts an offer.</summary>
    /// <param name="id">The task.</param>
    /// <param name="worker">Whose offer it is.</param>
    public async Task AcceptOfferAsync(TaskId id, Contact worker)
    {
        var origin = await RequireAsync(id, worker);
        await teams.AcceptOfferAsync(shown.Team, id, worker, origin);
    }

    /// <summary>Declines an offer.</summary>
    /// <param name="id">The task.</param>
    /// <param name="worker">Whose offer it is.</param>
    public async Task DeclineOfferAsync(TaskId id, Contact worker)
    {
        var origin = await RequireAsync(id, worker);
        await teams.DeclineOfferAsync(shown.Team, id, worker, origin: origin);
    }

    private static bool IsOwn(TaskView task, HashSet<string> own) =>
        (task.Worker is { } worker && own.Contains(worker.Value)) || task.Offers.Any(o => own.Contains(o.Contact.Value));

    /// <summary>Asks whether the reader may do the action that is called.</summary>
    /// <param name="task">The task that it is about; null for none.</param>
    /// <param name="worker">The worker in whose place it is done, or about whom it is; null for none.</param>
    /// <param name="action">The method's name.</param>
    /// <returns>For the log: who acts. For a worker also the version in which the task is the worker's own.</returns>
    /// <exception cref="AccessException">The reader may not.</exception>
    private async Task<CommandOrigin> RequireAsync(TaskId? task = null, Contact? worker = null, [CallerMemberName] string action = "")
    {
        var (reader, rule) = await user.RequireAsync(action);
        var origin = new CommandOrigin { Actor = reader.Actor };
        if (reader.Has(rule.Needs, shown.Team.Value))
        {
            return origin;
        }

        foreach (var own in reader.WorkersWith(rule.Needs, shown.Team.Value)
            .Where(w => worker is null || facts.Normalize(worker.Value.Value) == w))
        {
            if (rule.Own is Ownership.Handler)
            {
                return origin with { By = own };
            }

            if (await facts.FindOwnAsync(rule.Own, shown.Team.Value, task?.Value, worker?.Value, own) is { } subject)
            {
                return origin with { By = own, Version = subject.TaskVersion };
            }
        }

        throw new AccessException(403, "not-allowed", $"Your role in {shown.Team} does not allow this.");
    }
}
