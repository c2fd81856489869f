using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Payments;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;
using Zhiping.Review;

namespace Zhiping.Demo;

/// <summary>From registration to the submission, and corrections.</summary>
public sealed partial class SeasonPlayer
{
    private void PlanApplicant(SeasonApplicant applicant)
    {
        var taking = takings[applicant.Number];
        var choice = SeededChoice.For(seed, "plan", applicant.Number);
        if (until is not null)
        {
            PlanDemoApplicant(taking, choice);
            return;
        }

        var registers = Opens.AddDays(choice.Below(8)).AddHours(9 + choice.Below(9)).AddMinutes(choice.Below(60));
        var fills = registers.AddDays(2).AddHours(choice.Below(5));
        var submits = applicant.Trait switch
        {
            SeasonTrait.SubmitsTooLate => Closes.AddMilliseconds(1),
            SeasonTrait.SlowUnit => Closes.AddDays(-5),
            _ => fills.AddDays(1 + choice.Below(12)),
        };
        Plan(taking, registers, "register", () => Register(taking));
        Plan(taking, fills, "fill", () => Fill(taking));
        if (applicant.Trait != SeasonTrait.NeverSubmits)
        {
            Plan(taking, submits, "submit", () => SubmitFirst(taking));
        }
    }

    private void Plan(Taking taking, DateTimeOffset at, string stage, Func<Task> what) => queue.Plan(at, taking.Applicant.Number, stage, what);

    private async Task Register(Taking taking)
    {
        var applicant = taking.Applicant;
        if (applicant.Number <= SeasonApplicant.OverHttp)
        {
            await RegisterOverHttp(taking);
        }
        else
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var registrar = scope.ServiceProvider.GetRequiredService<Registrar>();
            taking.PersonId = DemoStaff.Register(registrar, seed, "applicant", applicant.Number, clock.Now(), until is null ? null : DemoPassword).Id;
            var act = Own(taking);
            db.Add(new PersonalDetails(act, taking.PersonId, Details(applicant)));
            db.Add(new Employment(act, taking.PersonId, applicant.Unit.Id));
            await db.Commit();
        }

        Plan(taking, At(Today.AddDays(1), 10), "register", () => taking.Browser is not null ? ApproveEmploymentOverHttp(taking) : ApproveEmployment(taking));
    }

    private Task ApproveEmployment(Taking taking) => With<AppDb>(async db =>
    {
        var employment = await db.PresentEmployment(taking.PersonId) ?? throw new SeasonWentWrongException("Nobody chose a unit.");
        employment.Approve(By(taking.Applicant.Unit, Role.UnitHr));
        await db.Commit();
    });

    private async Task Fill(Taking taking)
    {
        var applicant = taking.Applicant;
        taking.Fault = applicant.Trait == SeasonTrait.SubmitsUnfinished ? (MadeUpFault)(applicant.Number % 3) : null;
        if (applicant.Number <= SeasonApplicant.OverHttp)
        {
            await FillOverHttp(taking);
            return;
        }

        var application = await With<ApplicationDesk, Application>(desk => desk.Create(Own(taking), notice.Id, ChoiceOf(applicant)));
        taking.ApplicationId = application.Id;
        var content = ContentOf(taking, taking.Fault);
        foreach (var (section, value) in content.Sections.Where(s => applicant.Trait != SeasonTrait.NeverSubmits || s.Key is "basics" or "education"))
        {
            await With<ApplicationDesk>(async desk => (await desk.SaveSection(Own(taking), application.Id, section, value, 0)).ShouldBeSaved());
        }

        if (applicant.Trait != SeasonTrait.NeverSubmits)
        {
            await Report.Timed("attach", () => Attach(taking, content.Pages));
        }
    }

    private async Task SubmitFirst(Taking taking)
    {
        switch (taking.Applicant.Trait)
        {
            case SeasonTrait.SubmitsTooLate:
                await Refused<ApplicationDesk>("submitted a millisecond late", desk => desk.Submit(Own(taking), taking.ApplicationId, Key(taking, 1)));
                return;
            case SeasonTrait.SubmitsUnfinished when taking.Browser is not null:
                await SeeUnfinishedOverHttp(taking);
                await MendOverHttp(taking);
                break;
            case SeasonTrait.SubmitsUnfinished:
                await Refused<ApplicationDesk>("submitted with something missing", desk => desk.Submit(Own(taking), taking.ApplicationId, Key(taking, 1)));
                await Mend(taking);
                break;
        }

        await Submit(taking, 1);
        if (taking.Applicant.Trait == SeasonTrait.AppliesTwice)
        {
            await ApplyAgain(taking);
        }

        if (taking.Applicant.Trait == SeasonTrait.Withdraws)
        {
            Plan(taking, clock.GetUtcNow().AddHours(3), "submit", () => With<ApplicationDesk>(desk => desk.Withdraw(Own(taking), taking.ApplicationId)));
            return;
        }

        if (taking.Applicant.Trait == SeasonTrait.AsksBack)
        {
            Plan(taking, clock.GetUtcNow().AddHours(2), "submit", () => taking.Browser is not null
                ? AskBackOverHttp(taking)
                : With<ApplicationDesk>(desk => desk.AskBack(Own(taking), taking.ApplicationId)));
            Plan(taking, At(Today.AddDays(1), 9), "unit", () => taking.Browser is not null
                ? GrantOverHttp(taking)
                : With<ReviewDesk>(desk => desk.GrantAskBack(By(taking.Applicant.Unit, Role.UnitHr), taking.ApplicationId)));
            Plan(taking, At(Today.AddDays(1), 20), "submit", async () =>
            {
                await Submit(taking, 2);
                PlanUnit(taking);
            });
            return;
        }

        PlanUnit(taking);
    }

    /// <summary>A double click: the same key twice is one submission.</summary>
    private async Task Submit(Taking taking, int time)
    {
        if (taking.Applicant.Number <= SeasonApplicant.OverHttp)
        {
            await SubmitOverHttp(taking, time);
            return;
        }

        var first = await With<ApplicationDesk, Submission>(desk => desk.Submit(Own(taking), taking.ApplicationId, Key(taking, time)));
        if (time == 1 && taking.Applicant.Number % 9 == 0)
        {
            var again = await With<ApplicationDesk, Submission>(desk => desk.Submit(Own(taking), taking.ApplicationId, Key(taking, time)));
            Report.Mistake("clicked submit twice");
            if (again.Id != first.Id)
            {
                throw new SeasonWentWrongException("A double click made two submissions.");
            }
        }
    }

    private async Task Mend(Taking taking)
    {
        var content = ContentOf(taking, null);
        foreach (var section in (string[])["continuingEducation", "summary"])
        {
            await With<ApplicationDesk>(async desk =>
                (await desk.SaveSection(Own(taking), taking.ApplicationId, section, content.Sections[section], 1)).ShouldBeSaved());
        }

        if (taking.Fault == MadeUpFault.NoPledge)
        {
            await Attach(taking, [.. content.Pages.Where(p => p.Section == "pledge")]);
        }

        taking.Fault = null;
    }

    private async Task ApplyAgain(Taking taking)
    {
        var second = await With<ApplicationDesk, Application>(desk => desk.Create(Own(taking), notice.Id, ChoiceOf(taking.Applicant)));
        taking.SecondApplicationId = second.Id;
        var content = ContentOf(taking, null);
        foreach (var (section, value) in content.Sections)
        {
            await With<ApplicationDesk>(async desk => (await desk.SaveSection(Own(taking), second.Id, section, value, 0)).ShouldBeSaved());
        }

        await Refused<ApplicationDesk>("submitted a second application in the year", desk => desk.Submit(Own(taking), second.Id, Key(taking, 90)));
    }

    /// <summary>The applicant mends what was returned, answers each remark and submits the next evening.</summary>
    private void PlanCorrection(Taking taking, int time, Action next, Func<Task>? mend = null) =>
        Plan(taking, At(Today.AddDays(1), 20), "submit", async () =>
        {
            if (taking.Browser is not null)
            {
                await CorrectOverHttp(taking);
                await Submit(taking, time);
                next();
                return;
            }

            if (mend is not null)
            {
                await mend();
            }

            var open = await With<ApplicationDesk, OpenApplication>(desk => desk.Desk(taking.ApplicationId, clock.Now()));
            foreach (var remark in await With<ApplicationDesk, IReadOnlyList<RemarkShown>>(desk => desk.OpenRemarks(open.Application)))
            {
                if (remark.Section is "practice" or "summary" or "career")
                {
                    await Rewrite(taking, open, remark.Section);
                }

                await With<ApplicationDesk>(desk => desk.AnswerRemark(Own(taking), taking.ApplicationId, remark.Id, "已按要求改正。"));
            }

            await Submit(taking, time);
            next();
        });

    private async Task Rewrite(Taking taking, OpenApplication open, string section)
    {
        var saved = open.Saved(section);
        var field = section switch { "practice" => "content", "career" => "post", _ => "text" };
        var entries = saved.Content.Entries.Select(e => e with
        {
            Values = e.Values.ToDictionary(v => v.Key, v => v.Key == field ? v.Value + "我是负责人。" : v.Value, StringComparer.Ordinal),
        });
        await With<ApplicationDesk>(async desk => (await desk.SaveSection(
            Own(taking), taking.ApplicationId, section, saved.Content with { Entries = [.. entries] }, saved.Number)).ShouldBeSaved());
    }

    private MadeUpApplication ContentOf(Taking taking, MadeUpFault? fault)
    {
        var a = taking.Applicant;
        return new MadeUpApplication(seed, a.Number, a.Person, a.Unit.Name, a.Specialty, a.Level, fault, a.Exempt);
    }

    private static ApplicationChoice ChoiceOf(SeasonApplicant a) => new(a.Series, a.Specialty, a.Level, ProgrammeKind.Evaluation, Channel.Targeted);

    private static DetailsFilled Details(SeasonApplicant applicant) =>
        new(applicant.Person.IsWoman ? "女" : "男", "无", "无", applicant.Person.Born, new DateOnly(2012, 7, 1), null, null);

    /// <summary>The key of the n-th submission: the same button pressed twice sends the same one.</summary>
    private Guid Key(Taking taking, int time) => new([.. SeededChoice.For(seed, "key", (taking.Applicant.Number * 100) + time).Bytes(16)]);
}

/// <summary>What the script takes for granted.</summary>
internal static class SeasonExpectations
{
    public static void ShouldBeSaved(this SectionSaved saved)
    {
        if (saved.IsConflict)
        {
            throw new SeasonWentWrongException("A section that nobody else edits was in conflict.");
        }
    }
}
