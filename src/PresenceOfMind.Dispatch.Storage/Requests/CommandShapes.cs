using System.Diagnostics;
using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>
/// The commands that may be repeated, in durable texts: the name and the members of each, today's and those of the first releases.
/// </summary>
internal static class CommandShapes
{
    private static readonly Dictionary<Type, IShape> All = new IShape[]
    {
        new Shape<AddTask>("add-task", "AddTask", Define<AddTask>(new(null, "", null))
            .Text("id", "Id", c => c.Id?.Value).Text("title", "Title", c => c.Title).Json("attributes", "Attributes", c => c.Attributes)
            .Record("spec", "Spec", c => c.Spec, () => TaskShapes.Spec)),
        new Shape<AcceptOffer>("accept-offer", "AcceptOffer", Define<AcceptOffer>()
            .Text("worker", "Contact", c => c.Contact.Value).Number("offer", "Number", c => c.Number).Text("id", "Id", c => c.Id.Value)),
        new Shape<DeclineOffer>("decline-offer", "DeclineOffer", Define<DeclineOffer>()
            .Text("worker", "Contact", c => c.Contact.Value)
                .Text("reason", "Reason", c => c.Reason)
                .Number("offer", "Number", c => c.Number)
                .Text(
                "id",
                "Id",
                c => c.Id.Value)),
        new Shape<CompleteTask>("complete-task", "CompleteTask", Define<CompleteTask>()
            .Text("outcome", "Outcome", c => c.Outcome).Text("note", "Note", c => c.Note).Text("id", "Id", c => c.Id.Value)),
        new Shape<FinishWrapUp>("finish-wrap-up", "FinishWrapUp", Define<FinishWrapUp>().Text("id", "Id", c => c.Id.Value)),
        new Shape<HoldTask>("hold-task", "HoldTask", Define<HoldTask>().Text("id", "Id", c => c.Id.Value)),
        new Shape<ResumeTask>("resume-task", "ResumeTask", Define<ResumeTask>().Text("id", "Id", c => c.Id.Value)),
        new Shape<TransferTask>("transfer-task", "TransferTask", Define<TransferTask>()
            .Text("worker", "Worker", c => c.Worker?.Value).Text("queue", "Queue", c => c.Queue?.Value).Text("reason", "Reason", c => c.Reason).Text(
                "id",
                "Id",
                c => c.Id.Value)),
        new Shape<ReturnTask>(
            "return-task",
            "ReturnTask",
            Define<ReturnTask>().Text("reason", "Reason", c => c.Reason).Text("id", "Id", c => c.Id.Value)),
        new Shape<ClaimTask>(
            "claim-task",
            "ClaimTask",
            Define<ClaimTask>().Text("worker", "Contact", c => c.Contact.Value).Text("id", "Id", c => c.Id.Value)),
        new Shape<AssignTask>(
            "assign-task",
            "AssignTask",
            Define<AssignTask>().Text("worker", "Contact", c => c.Contact.Value).Text("id", "Id", c => c.Id.Value)),
        new Shape<ReopenTask>(
            "reopen-task",
            "ReopenTask",
            Define<ReopenTask>().Text("reason", "Reason", c => c.Reason).Text("id", "Id", c => c.Id.Value)),
        new Shape<AddNote>("add-note", "AddNote", Define<AddNote>().Text("text", "Text", c => c.Text).Text("id", "Id", c => c.Id.Value)),
        new Shape<ChangeTask>("change-task", "ChangeTask", Define<ChangeTask>()
            .Text("title", "Title", c => c.Title)
                .Json("attributes", "Attributes", c => c.Attributes)
                .Number("priority", "Priority", c => c.Priority)
                .Text(
                "id",
                "Id",
                c => c.Id.Value)),
        new Shape<CancelTask>(
            "cancel-task",
            "CancelTask",
            Define<CancelTask>().Text("reason", "Reason", c => c.Reason).Text("id", "Id", c => c.Id.Value)),
        new Shape<CancelOpenTasks>(
            "cancel-open-tasks",
            "CancelOpenTasks",
            Define<CancelOpenTasks>().Text("reason", "Reason", c => c.Reason)),
        new Shape<PauseWorker>(
            "pause-worker",
            "PauseWorker",
            Define<PauseWorker>().Text("worker", "Contact", c => c.Contact.Value).Text("reason", "Reason", c => c.Reason)),
        new Shape<UnpauseWorker>("unpause-worker", "UnpauseWorker", Define<UnpauseWorker>().Text("worker", "Contact", c => c.Contact.Value)),
        new Shape<DrainWorker>("drain-worker", "DrainWorker", Define<DrainWorker>().Text("worker", "Contact", c => c.Contact.Value)),
        new Shape<StopDraining>("keep-worker", "KeepWorker", Define<StopDraining>().Text("worker", "Contact", c => c.Contact.Value)),
        new Shape<EraseWorker>(
            "erase-worker",
            "EraseWorker",
            Define<EraseWorker>().Text("worker", "Contact", c => c.Contact.Value).Text("pseudonym", "Pseudonym", c => c.Pseudonym)),
        new Shape<SetProgramPresence>(
            "set-presence",
            null,
            Define<SetProgramPresence>().Records("reports", null, c => c.Reports, () => PresenceShapes.Report)),
        new Shape<ClearProgramPresence>(
            "clear-presence",
            null,
            Define<ClearProgramPresence>(new(new(""), SourceName.Program))
                .Text("worker", null, c => c.Contact.Value)
                .Text("source", null, c => c.Source.Value)
                .Number("sequence", null, c => c.Sequence)),
        new Shape<ConfigureTeam>("configure-team", "ConfigureTeam", Define<ConfigureTeam>()
            .Record("settings", "Settings", c => c.Settings, () => SettingsShapes.Team).Flag("drain", "Drain", c => c.Drain).Flag(
                "dropName",
                null,
                c => c.DropName)),
        new Shape<PutWorker>(
            "put-worker",
            "PutWorker",
            Define<PutWorker>().Record("worker", "Worker", c => c.Worker, () => SettingsShapes.Worker)),
        new Shape<RemoveWorker>("remove-worker", "RemoveWorker", Define<RemoveWorker>()
            .Text("worker", "Contact", c => c.Contact.Value).Flag("drain", "Drain", c => c.Drain).Flag("dropName", null, c => c.DropName)),
        new Shape<PutQueue>("put-queue", "PutQueue", Define<PutQueue>().Record("queue", "Queue", c => c.Queue, () => QueueShapes.Queue)),
        new Shape<RemoveQueue>(
            "remove-queue",
            "RemoveQueue",
            Define<RemoveQueue>().Text("name", "Name", c => c.Name.Value).Flag("drain", "Drain", c => c.Drain)),
        new Shape<PutRoute>("put-route", "PutRoute", Define<PutRoute>().Record("route", "Route", c => c.Route, () => RouteShapes.Route)),
        new Shape<RemoveRoute>("remove-route", "RemoveRoute", Define<RemoveRoute>().Text("name", "Name", c => c.Name.Value)),
        new Shape<PutCalendar>(
            "put-calendar",
            "PutCalendar",
            Define<PutCalendar>().Record("calendar", "Calendar", c => c.Calendar, () => SettingsShapes.Calendar)),
        new Shape<RemoveCalendar>("remove-calendar", "RemoveCalendar", Define<RemoveCalendar>().Text("name", "Name", c => c.Name.Value)),
        new Shape<PutChannel>(
            "put-channel",
            "PutChannel",
            Define<PutChannel>().Record("channel", "Channel", c => c.Channel, () => SettingsShapes.Channel)),
        new Shape<RemoveChannel>("remove-channel", "RemoveChannel", Define<RemoveChannel>().Text("name", "Name", c => c.Name.Value)),
        new Shape<PutRules>("put-rules", "PutRules", Define<PutRules>().Record("rules", "Rules", c => c.Rules, () => SettingsShapes.Rules)),
    }.ToDictionary(s => s.Command);

    private interface IShape
    {
        /// <summary>The command's type.</summary>
        Type Command { get; }

        /// <summary>What the text begins with; null for a text of the first releases, of a command that they did not know.</summary>
        string? Name(TextForm form);

        void WriteMembers(Utf8JsonWriter writer, TeamCommand command, TextForm form);
    }

    /// <summary>Whether commands of a type have texts.</summary>
    public static bool Knows(Type command) => All.ContainsKey(command);

    /// <summary>
    /// What the text of a command begins with; null for a text of the first releases, of a command that they did not know.
    /// </summary>
    public static string? Name(TeamCommand command, TextForm form) => Find(command).Name(form);

    /// <summary>Writes what a command says, without its key, who asks, and which version it expects.</summary>
    public static void Write(Utf8JsonWriter writer, TeamCommand command, TextForm form)
    {
        writer.WriteStartObject();
        Find(command).WriteMembers(writer, command, form);
        if (form == TextForm.First)
        {
            writer.WriteNull("Key");
            writer.WriteNull("By");
            writer.WriteNull("IfVersion");
        }

        writer.WriteEndObject();
    }

    private static IShape Find(TeamCommand command) =>
        All.TryGetValue(command.GetType(), out var shape)
            ? shape
            : throw new UnreachableException($"{command.GetType().Name} has no text; it carries no key.");

    private static RecordShape<T> Define<T>(T? usual = null)
        where T : TeamCommand => new(usual);

    private sealed record Shape<T>(string Today, string? First, RecordShape<T> Members) : IShape
        where T : TeamCommand
    {
        public Type Command => typeof(T);

        public string? Name(TextForm form) => form == TextForm.First ? First : Today;

        public void WriteMembers(Utf8JsonWriter writer, TeamCommand command, TextForm form) =>
            Members.WriteMembers(writer, (T)command, form);
    }
}
