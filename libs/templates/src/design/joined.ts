/** What people take part in, and what they apply for. */
export const JOINED =
  /\b(event|course|class|workshop|tour|activity|competition|tournament|job|position|group|club|programme|program|team|lecture|seminar|training|conference|meetup|lesson|session|newsletter|plan|project|shift|match|trip|webinar|exam|camp|challenge|scholarship|vacancy|opening|service|house|school|opportunity|lottery|raffle|prize draw|campaign|meeting|league|race|sport|study circle)\b/i;
