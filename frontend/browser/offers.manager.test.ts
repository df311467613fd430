import { offersWhatIsAllowed } from "./offers";

offersWhatIsAllowed("manager");
